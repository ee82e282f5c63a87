package dev.envc.frontend;

import dev.envc.ast.Program;
import dev.envc.ast.Scalar;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.source.SourceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A program, the directory of each of its local files, by the file's name, and the files of
/// commits that it builds on, sorted; `modules` loads what its settings name.
public record Loaded(
    Program program, Map<String, Path> directories, List<Imported> imports, Modules modules) {

  /// Loads a module that a file of the program names, as if the file extended it.
  public interface Modules {
    /// The module with what it builds on; empty, with a diagnostic, when it cannot be read.
    Optional<Loaded> load(Scalar written, Diagnostics diagnostics);
  }

  public Loaded {
    directories = Map.copyOf(directories);
    imports = List.copyOf(imports);
  }

  /// The directory that relative paths of a source start from; empty when it is no local file.
  public Optional<Path> directory(SourceFile source) {
    return Optional.ofNullable(directories.get(source.name()));
  }
}
