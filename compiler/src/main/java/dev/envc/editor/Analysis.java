package dev.envc.editor;

import dev.envc.ast.Document;
import dev.envc.ast.Program;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.frontend.Loaded;
import dev.envc.model.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What the language says of a file and of all it builds on.
///
/// @param loaded empty when the file cannot be read
/// @param manifest what can be said of its environments; empty for a part of other manifests
/// @param diagnostics those of every file of the program
public record Analysis(
    Path path, Optional<Loaded> loaded, Optional<Manifest> manifest, List<Diagnostic> diagnostics) {
  public Analysis {
    diagnostics = List.copyOf(diagnostics);
  }

  /// Whether there is nothing in the way of resolving it.
  public boolean isSound() {
    return diagnostics.stream().noneMatch(d -> d.isError() || Softening.isKnowledge(d));
  }

  /// The document of the file itself.
  public Optional<Document> document() {
    return loaded.map(l -> l.program().root().document());
  }

  /// The documents of the program: the file itself last.
  public List<Document> documents() {
    return loaded.stream()
        .flatMap(l -> l.program().units().stream())
        .map(Program.Unit::document)
        .toList();
  }

  /// Whether the file builds on a file of that name, or is it.
  public boolean isMadeOf(Path file) {
    return path.equals(file) || names().contains(file.toString());
  }

  private Set<String> names() {
    var names = new TreeSet<String>();
    documents().forEach(d -> names.add(d.source().name()));
    return names;
  }
}
