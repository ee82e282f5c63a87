package dev.envc.frontend;

import dev.envc.ast.Program;
import dev.envc.source.SourceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A program, the directory of each of its local files, by the file's name, and the files of
/// commits that it builds on, sorted.
public record Loaded(Program program, Map<String, Path> directories, List<Imported> imports) {
  public Loaded {
    directories = Map.copyOf(directories);
    imports = List.copyOf(imports);
  }

  /// The directory that relative paths of a source start from; empty when it is no local file.
  public Optional<Path> directory(SourceFile source) {
    return Optional.ofNullable(directories.get(source.name()));
  }
}
