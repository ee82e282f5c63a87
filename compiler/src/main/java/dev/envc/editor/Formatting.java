package dev.envc.editor;

import dev.envc.ast.Document;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.frontend.Formatter;
import dev.envc.frontend.Forms;
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
    String before = text.text();
    int shorter = Math.min(before.length(), after.length());
    int start = 0;
    while (start < shorter && before.charAt(start) == after.charAt(start)) {
      start++;
    }
    int same = 0;
    while (same < shorter - start
        && before.charAt(before.length() - 1 - same) == after.charAt(after.length() - 1 - same)) {
      same++;
    }
    // Neither a surrogate pair nor a CRLF is cut in two: such places are not the same to editors.
    start = between(before, start) || between(after, start) ? start - 1 : start;
    boolean cut = between(before, before.length() - same) || between(after, after.length() - same);
    same = cut ? same - 1 : same;
    return new TextChange(
        text.path(),
        text.range(start, before.length() - same),
        after.substring(start, after.length() - same));
  }

  private static boolean between(String text, int offset) {
    return offset > 0
        && offset < text.length()
        && (Character.isLowSurrogate(text.charAt(offset)) || text.startsWith("\r\n", offset - 1));
  }
}
