package dev.envc.driver;

import dev.envc.ast.Document;
import dev.envc.ast.Document.Form;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.frontend.Formatter;
import dev.envc.frontend.Forms;
import dev.envc.frontend.ProgramLoader;
import dev.envc.frontend.StandardLibrary;
import dev.envc.language.JsonSchema;
import dev.envc.model.Arch;
import dev.envc.source.FileAccess;
import dev.envc.source.SourceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What the commands about manifests as text need: formatting, conversion, the schema, the standard
/// library.
public final class LanguageTools {
  private LanguageTools() {}

  /// A manifest in its canonical form, beside what the file holds.
  public record Formatted(String before, String after) {}

  /// The canonical text of a manifest.
  public static Outcome<Formatted> format(Path file) {
    return readable(
        with(file, d -> new Formatted(d.source().text(), Formatter.format(d))),
        Formatted::after,
        file.toString());
  }

  /// The manifest in the other form of the language. What one form can say wrongly and the other
  /// cannot say at all, such as a broken condition, is reported and not converted.
  public static Outcome<String> convert(Path file) {
    Form form = Forms.of(file.toString()).map(LanguageTools::other).orElse(Form.YAML);
    return readable(
        with(file, d -> Formatter.print(d, form)),
        t -> t,
        "converted" + (form == Form.YAML ? ".env.yaml" : ".envc"));
  }

  /// A text is only handed out when it can be read again.
  private static <T> Outcome<T> readable(Outcome<T> made, Function<T, String> text, String name) {
    var problems = new Diagnostics();
    made.value().ifPresent(t -> Forms.read(SourceFile.of(name, text.apply(t)), problems));
    return problems.hasErrors() ? outcome(Optional.empty(), problems.toList()) : made;
  }

  private static Form other(Form form) {
    return switch (form) {
      case YAML -> Form.DSL;
      case DSL -> Form.YAML;
    };
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
