package dev.envc.editor;

import java.util.Map;

/// Words of a line in the YAML form.
final class YamlWord {
  private YamlWord() {}

  /// The word that starts at an offset and holds the cursor, or ends there.
  ///
  /// @param flow whether it stands in brackets or braces, where commas end it
  static Place.Word at(String text, int start, int cursor, boolean flow) {
    boolean quoted = start < cursor && "'\"".indexOf(text.charAt(start)) >= 0;
    int from = quoted ? start + 1 : start;
    int end = cursor;
    while (end < text.length() && !ends(text, end, quoted ? text.charAt(start) : 0, flow)) {
      end++;
    }
    int colon = quoted && end < text.length() ? end + 1 : end;
    return new Place.Word(
        from,
        end,
        text.substring(from, cursor),
        text.substring(from, end),
        quoted,
        isColon(text, colon));
  }

  private static boolean ends(String text, int at, int quote, boolean flow) {
    char c = text.charAt(at);
    if (quote != 0) {
      return c == quote || c == '\n' || c == '\r';
    }
    return Character.isWhitespace(c) || (flow && ",[]{}".indexOf(c) >= 0) || isColon(text, at);
  }

  private static boolean isColon(String text, int at) {
    return at < text.length()
        && text.charAt(at) == ':'
        && (at + 1 >= text.length() || " \r\n".indexOf(text.charAt(at + 1)) >= 0);
  }

  static String unquoted(String word) {
    boolean quoted =
        word.length() >= 2
            && "'\"".indexOf(word.charAt(0)) >= 0
            && word.charAt(word.length() - 1) == word.charAt(0);
    return quoted ? word.substring(1, word.length() - 1) : word;
  }

  /// Adds the keys that stand in the lines below an offset at a column, with the texts beside them.
  static void below(String text, int offset, int column, Map<String, String> keys) {
    for (String line : text.substring(Math.min(offset, text.length())).lines().toList()) {
      int indent = line.length() - line.stripLeading().length();
      boolean blank = line.isBlank() || line.stripLeading().startsWith("#");
      if (!blank && indent < column) {
        return;
      }
      int colon = line.indexOf(':', indent);
      if (!blank && indent == column && colon > 0) {
        String key = unquoted(line.substring(indent, colon));
        keys.putIfAbsent(key, unquoted(line.substring(colon + 1).strip()));
      }
    }
  }
}
