package dev.envc.lock;

import dev.envc.source.SourceFile;
import java.util.Optional;

/// A cursor over the lines of a lock. Blank lines and comments are passed over; everything that is
/// not as asked for is an [IllegalArgumentException].
final class LockLines {
  private final SourceFile file;
  private int next = 1;

  LockLines(SourceFile file) {
    this.file = file;
  }

  /// The line that is read next, or the last line of the file.
  int lineNumber() {
    skip();
    return Math.min(next, file.lineCount());
  }

  String field(int indent, String key) {
    return optional(indent, key)
        .orElseThrow(() -> new IllegalArgumentException("`" + key + ":` is expected here"));
  }

  String item(int indent, String key) {
    return optional(indent, "- " + key)
        .orElseThrow(() -> new IllegalArgumentException("`- " + key + ":` is expected here"));
  }

  Optional<String> optional(int indent, String key) {
    String prefix = " ".repeat(indent) + key + ": ";
    if (!peek().startsWith(prefix)) {
      return Optional.empty();
    }
    String value = LockText.value(peek().substring(prefix.length()));
    next++;
    return Optional.of(value);
  }

  void section(String line) {
    if (!peek().equals(line)) {
      throw new IllegalArgumentException("`" + line.strip() + "` is expected here");
    }
    next++;
  }

  boolean atSection(String line) {
    return peek().equals(line);
  }

  boolean atItem(int indent) {
    return peek().startsWith(" ".repeat(indent) + "- ");
  }

  Optional<String> plainItem(int indent) {
    String prefix = " ".repeat(indent) + "- ";
    if (!peek().startsWith(prefix)) {
      return Optional.empty();
    }
    String value = LockText.value(peek().substring(prefix.length()));
    next++;
    return Optional.of(value);
  }

  void end() {
    if (!peek().isEmpty()) {
      throw new IllegalArgumentException("the lock should end here");
    }
  }

  private String peek() {
    skip();
    return next <= file.lineCount() ? file.line(next) : "";
  }

  private void skip() {
    while (next <= file.lineCount()
        && (file.line(next).isEmpty() || file.line(next).startsWith("#"))) {
      next++;
    }
  }
}
