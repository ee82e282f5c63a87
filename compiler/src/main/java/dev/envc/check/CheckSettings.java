package dev.envc.check;

import dev.envc.ast.Mapping;
import dev.envc.ast.Scalar;
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
/// @param modules reads the modules that settings of backends lie on
public record CheckSettings(
    FileAccess files,
    Function<SourceFile, Optional<Path>> directories,
    Path fileRoot,
    SortedSet<String> backends,
    Modules modules) {

  /// These settings with other modules.
  public CheckSettings with(Modules others) {
    return new CheckSettings(files, directories, fileRoot, backends, others);
  }

  /// Reads modules that the settings of a backend name.
  public interface Modules {
    /// What a module, as it is written, sets for a backend; empty, with an error, when there is no
    /// such module or it is of no use there.
    Optional<Mapping> settings(String backend, Scalar module);
  }
}
