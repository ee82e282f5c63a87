package dev.envc.driver;

import dev.envc.ast.Document;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.frontend.Formatter;
import dev.envc.frontend.ProgramLoader;
import dev.envc.frontend.StandardLibrary;
import dev.envc.language.JsonSchema;
import dev.envc.model.Arch;
import dev.envc.source.FileAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the commands about manifests as text need: formatting, conversion, the merged environment
/// with origins, the schema, the standard library.
public final class LanguageTools {
  private LanguageTools() {}

  /// A manifest in its canonical form, beside what the file holds.
  public record Formatted(String before, String after) {}

  /// The canonical text of a manifest.
  public static Outcome<Formatted> format(Path file) {
    return with(file, d -> new Formatted(d.source().text(), Formatter.format(d)));
  }

  /// The manifest in the other form of the language.
  public static Outcome<String> convert(Path file) {
    return with(
        file,
        d ->
            Formatter.print(
                d,
                switch (d.form()) {
                  case YAML -> Document.Form.DSL;
                  case DSL -> Document.Form.YAML;
                }));
  }

  /// The environments of a manifest, merged, with the origin of each line.
  public static Outcome<List<Origins.Shown>> show(Path file, Map<String, String> parameters) {
    var diagnostics = new Diagnostics();
    List<Origins.Shown> shown = Origins.of(file, FileAccess.LOCAL, parameters, diagnostics);
    return outcome(
        diagnostics.hasErrors() ? Optional.empty() : Optional.of(shown), diagnostics.toList());
  }

  /// The JSON Schema of the YAML form.
  public static String schema(List<String> backends) {
    return JsonSchema.text(Arch.keywords(), backends);
  }

  /// The names of the modules of the standard library, without `std:`.
  public static List<String> modules() {
    return StandardLibrary.modules();
  }

  /// The source of a module, with or without `std:`; empty when there is none of that name.
  public static Optional<String> module(String name) {
    return StandardLibrary.source(name.startsWith("std:") ? name.substring(4) : name);
  }

  private interface Work<T> {
    T of(Document document);
  }

  /// Only the file itself is read: an import that cannot be found does not keep it from being
  /// formatted.
  private static <T> Outcome<T> with(Path file, Work<T> work) {
    var diagnostics = new Diagnostics();
    Optional<Document> document = ProgramLoader.document(file, FileAccess.LOCAL, diagnostics);
    Optional<T> result = diagnostics.hasErrors() ? Optional.empty() : document.map(work::of);
    return outcome(result, diagnostics.toList());
  }

  private static <T> Outcome<T> outcome(Optional<T> value, List<Diagnostic> diagnostics) {
    return new Outcome<>(value, diagnostics);
  }
}
