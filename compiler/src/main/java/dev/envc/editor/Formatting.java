package dev.envc.editor;

import dev.envc.ast.Document;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.frontend.Formatter;
import dev.envc.frontend.Forms;
import dev.envc.source.Difference;
import dev.envc.source.SourceFile;
import java.util.List;
import java.util.Optional;

/// What `envc fmt` would make of a text.
public final class Formatting {
  private Formatting() {}

  /// The change, as small as one stretch of text can be; empty when the text has its canonical form
  /// already, or its syntax is broken.
  public static List<TextChange> of(OpenText text) {
    Optional<Document> document = document(text);
    if (document.isEmpty()) {
      return List.of();
    }
    String after = Formatter.format(document.get());
    return after.equals(text.text()) ? List.of() : List.of(smallest(text, after));
  }

  /// The document in a text; empty when its syntax is broken.
  static Optional<Document> document(OpenText text) {
    var problems = new Diagnostics();
    Optional<Document> document =
        Forms.read(SourceFile.of(text.path().toString(), text.text()), problems);
    return problems.hasErrors() ? Optional.empty() : document;
  }

  private static TextChange smallest(OpenText text, String after) {
    var difference = Difference.between(text.text(), after);
    return new TextChange(
        text.path(), text.range(difference.start(), difference.end()), difference.replacement());
  }
}
