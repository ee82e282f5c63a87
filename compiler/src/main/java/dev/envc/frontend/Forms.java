package dev.envc.frontend;

import dev.envc.ast.Document;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.frontend.dsl.DslReader;
import dev.envc.frontend.yaml.YamlReader;
import dev.envc.source.SourceFile;
import java.util.Optional;

/// The front end of a file, chosen by its name.
public final class Forms {
  private Forms() {}

  /// The form of a file of that name; empty when it has none.
  public static Optional<Document.Form> of(String name) {
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return Optional.of(Document.Form.YAML);
    }
    return name.endsWith(".envc") ? Optional.of(Document.Form.DSL) : Optional.empty();
  }

  /// The document in a source; empty, with a diagnostic, when it cannot be read.
  public static Optional<Document> read(SourceFile source, Diagnostics diagnostics) {
    Optional<Document.Form> form = of(source.name());
    if (form.isEmpty()) {
      diagnostics.add(
          Diagnostic.error(
                  ManifestCode.UNKNOWN_FORM,
                  "The name of " + source.name() + " does not say which form it is in.")
              .hint("The YAML form ends in .env.yaml, the other one in .envc."));
    }
    return form.filter(_ -> SourceCheck.characters(source, diagnostics))
        .flatMap(f -> read(source, f, diagnostics))
        .filter(d -> SourceCheck.document(d, diagnostics));
  }

  private static Optional<Document> read(
      SourceFile source, Document.Form form, Diagnostics diagnostics) {
    var found = new Diagnostics();
    Optional<Document> document =
        switch (form) {
          case YAML -> YamlReader.read(source, found);
          case DSL -> DslReader.read(source, found);
        };
    Optional<Diagnostic> other =
        document.isEmpty() ? OtherForm.find(source, form) : Optional.empty();
    other.ifPresentOrElse(diagnostics::add, () -> diagnostics.addAll(found.toList()));
    return document;
  }
}
