package dev.envc.frontend.dsl;

import dev.envc.ast.Comment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lines of a printed document.
final class DslLines {
  private final List<StringBuilder> lines = new ArrayList<>();

  /// The line that ends in a comment last: a second one behind it would become part of it.
  private @Nullable StringBuilder commented;

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
    if (comment.ownLine() || lines.isEmpty() || lines.getLast() == commented) {
      add(indent, text);
    } else {
      lines.getLast().append("  ").append(text);
    }
    commented = lines.getLast();
  }

  void append(String text) {
    lines.getLast().append(text);
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }
}
