package dev.envc.frontend;

import dev.envc.ast.Document;
import dev.envc.frontend.dsl.DslPrinter;
import dev.envc.frontend.yaml.YamlPrinter;

/// Writes documents in their canonical form, or in the other form of the language.
public final class Formatter {
  private Formatter() {}

  /// The document as text in that form; a second formatting changes nothing.
  public static String print(Document document, Document.Form form) {
    return switch (form) {
      case YAML -> YamlPrinter.print(document);
      case DSL -> DslPrinter.print(document);
    };
  }

  /// The document in its own form.
  public static String format(Document document) {
    return print(document, document.form());
  }
}
