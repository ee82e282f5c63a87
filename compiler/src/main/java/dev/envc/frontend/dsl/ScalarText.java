package dev.envc.frontend.dsl;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text that a string or text block of the `.envc` form stands for.
final class ScalarText {
  private static final Pattern CODE_POINT = Pattern.compile("\\\\u\\{([0-9A-Fa-f]{1,6})\\}");

  private ScalarText() {}

  /// `"…"` with the escapes `\n`, `\t`, `\r`, `\\`, `\"`, and a `u` with the hexadecimal digits of
  /// a code point in braces.
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

  /// The offset of the first escape in a written text that stands for nothing; empty when all are
  /// known.
  static OptionalInt badEscape(String written) {
    for (int i = written.indexOf('\\'); i >= 0; i = written.indexOf('\\', i)) {
      int length = escapeLength(written, i);
      if (length == 0) {
        return OptionalInt.of(i);
      }
      i += length;
    }
    return OptionalInt.empty();
  }

  private static int escapeLength(String text, int at) {
    if (at + 1 < text.length() && "ntr\\\"".indexOf(text.charAt(at + 1)) >= 0) {
      return 2;
    }
    Matcher m = CODE_POINT.matcher(text).region(at, text.length());
    boolean character = m.lookingAt() && isCharacter(Integer.parseInt(m.group(1), 16));
    return character ? m.end() - at : 0;
  }

  private static boolean isCharacter(int c) {
    return Character.isValidCodePoint(c) && !(c >= 0xD800 && c <= 0xDFFF);
  }

  private static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    var out = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int length = c == '\\' ? escapeLength(text, i) : 0;
      if (length == 0) {
        out.append(c);
        i++;
      } else {
        out.appendCodePoint(
            switch (text.charAt(i + 1)) {
              case 'n' -> '\n';
              case 't' -> '\t';
              case 'r' -> '\r';
              case 'u' -> Integer.parseInt(text, i + 3, i + length - 1, 16);
              default -> text.charAt(i + 1);
            });
        i += length;
      }
    }
    return out.toString();
  }
}
