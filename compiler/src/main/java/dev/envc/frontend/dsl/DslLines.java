package dev.envc.frontend.dsl;

import dev.envc.ast.Comment;
import java.util.ArrayList;
import java.util.List;

/// The lines of a printed document.
final class DslLines {
  private final List<StringBuilder> lines = new ArrayList<>();

  void add(int indent, String line) {
    lines.add(new StringBuilder(line.isEmpty() ? "" : " ".repeat(indent) + line));
  }

  /// A line that a value with a space before it goes on.
  void start(int indent) {
    lines.add(new StringBuilder(" ".repeat(Math.max(0, indent - 1))));
  }

  int size() {
    return lines.size();
  }

  void emptyLineAt(int index) {
    lines.add(index, new StringBuilder());
  }

  /// A comment on its own line, or behind the last one.
  void comment(int indent, Comment comment) {
    String text = "#" + comment.text().stripTrailing();
    if (comment.ownLine() || lines.isEmpty()) {
      add(indent, text);
    } else {
      lines.getLast().append("  ").append(text);
    }
  }

  void append(String text) {
    lines.getLast().append(text);
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }
}
