package dev.envc.backend.nspawn;

/// A section of a systemd configuration file.
final class Section {
  private final String name;
  private final StringBuilder lines = new StringBuilder();

  Section(String name) {
    this.name = name;
  }

  void add(String key, String value) {
    lines.append(key).append('=').append(value.replace("\n", " ")).append('\n');
  }

  /// The section with an empty line after it; empty when it has no lines.
  String text() {
    return lines.isEmpty() ? "" : "[" + name + "]\n" + lines + "\n";
  }

  /// A word as systemd splits them: in quotes when it holds blanks or quotes.
  static String quoted(String word) {
    boolean plain =
        !word.isEmpty() && word.chars().noneMatch(c -> c <= ' ' || "\"'\\".indexOf(c) >= 0);
    return plain ? word : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
