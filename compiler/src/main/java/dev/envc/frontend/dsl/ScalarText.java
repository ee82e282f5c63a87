package dev.envc.frontend.dsl;

import java.util.List;

/// The text that a string or text block of the `.envc` form stands for.
final class ScalarText {
  private ScalarText() {}

  /// `"…"` with the escapes `\n`, `\t`, `\r`, `\\`, `\"`; any other escaped character is itself.
  static String ofString(String written) {
    return unescaped(written.substring(1, written.length() - 1));
  }

  /// `"""…"""`: the lines behind the opening one, without the indentation that all of them share.
  /// The closing quotes count as a line: on a line of their own they end the text with a line feed.
  static String ofBlock(String written) {
    String inner = written.substring(3, written.length() - 3).replace("\r\n", "\n");
    int first = inner.indexOf('\n');
    if (first < 0 || !inner.substring(0, first).isBlank()) {
      return unescaped(inner);
    }
    List<String> lines = inner.substring(first + 1).lines().toList();
    boolean closedAlone = inner.endsWith("\n") || lines.getLast().isBlank();
    int indent = Integer.MAX_VALUE;
    for (int i = 0; i < lines.size(); i++) {
      boolean counts = !lines.get(i).isBlank() || i == lines.size() - 1;
      indent = counts ? Math.min(indent, indentOf(lines.get(i))) : indent;
    }
    int texts = closedAlone && lines.getLast().isBlank() ? lines.size() - 1 : lines.size();
    var out = new StringBuilder();
    for (int i = 0; i < texts; i++) {
      String line = lines.get(i);
      out.append(line.length() >= indent ? line.substring(indent) : "");
      out.append(i < texts - 1 || closedAlone ? "\n" : "");
    }
    return unescaped(out.toString());
  }

  private static int indentOf(String line) {
    int i = 0;
    while (i < line.length() && line.charAt(i) == ' ') {
      i++;
    }
    return i;
  }

  private static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        char e = text.charAt(i);
        out.append(e == 'n' ? '\n' : e == 't' ? '\t' : e == 'r' ? '\r' : e);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
