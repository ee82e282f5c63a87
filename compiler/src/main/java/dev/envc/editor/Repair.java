package dev.envc.editor;

import dev.envc.ast.Document.Form;
import dev.envc.frontend.dsl.DslTokens;
import dev.envc.frontend.dsl.DslTokens.DslToken;
import dev.envc.frontend.dsl.DslTokens.Kind;
import dev.envc.source.SourceFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Texts that may make sense where a text as it is being typed does not: without the line that is
/// being typed, or only what stands above it.
final class Repair {
  private Repair() {}

  static List<String> of(OpenText text, int cursor) {
    String all = text.text();
    int start = all.lastIndexOf('\n', cursor - 1) + 1;
    int end = all.indexOf('\n', cursor);
    String above = all.substring(0, start);
    String below = end < 0 ? "" : all.substring(end + 1);
    return text.form() == Form.YAML
        ? List.of(above + below, above)
        : List.of(above + below, closed(above), closed(above + below));
  }

  /// The text without a line, the first of which has the number 1.
  static String withoutLine(Form form, String text, int number) {
    var lines = new ArrayList<>(List.of(text.split("\n", -1)));
    if (number <= lines.size()) {
      lines.remove(number - 1);
    }
    String rest = String.join("\n", lines);
    return form == Form.YAML ? rest : closed(rest);
  }

  /// The text with what closes its braces and brackets.
  private static String closed(String text) {
    Deque<String> open = new ArrayDeque<>();
    for (DslToken t : DslTokens.of(SourceFile.of("", text))) {
      if (t.kind() == Kind.MARK) {
        switch (t.text()) {
          case "{" -> open.push("}");
          case "[" -> open.push("]");
          case "}", "]" -> open.poll();
          default -> {}
        }
      }
    }
    return text + String.join(" ", open);
  }
}
