package dev.envc.check;

import dev.envc.source.FileAccess;
import dev.envc.source.SourceFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;

/// What checks need to know of the world.
///
/// @param files reads local file sources
/// @param directories the directory that a source's relative paths start from; empty for a source
///   that is not a local file
/// @param fileRoot local file sources must lie below it, after following symbolic links
/// @param backends the names of the backends there are
public record CheckSettings(
    FileAccess files,
    Function<SourceFile, Optional<Path>> directories,
    Path fileRoot,
    SortedSet<String> backends) {}
