package dev.envc.language;

/// How a condition is written in the canonical form: one space around operators and behind commas,
/// none within brackets and behind `!`. Brackets and quotes stay as they are.
public final class ConditionText {
  private ConditionText() {}

  /// The canonical text; a text that is no condition as it is.
  public static String canonical(String text) {
    if (!(Condition.read(text) instanceof Condition.Read.Ok)) {
      return text;
    }
    var out = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int end = end(text, at);
      if (!Character.isWhitespace(text.charAt(at))) {
        String token = text.substring(at, end);
        if (!out.isEmpty() && isApart(out.charAt(out.length() - 1), token)) {
          out.append(' ');
        }
        out.append(token);
      }
      at = end;
    }
    return out.toString();
  }

  private static boolean isApart(char before, String token) {
    return "([!".indexOf(before) < 0
        && !token.equals(")")
        && !token.equals("]")
        && !token.equals(",");
  }

  /// Where the token or space that begins at a place ends.
  private static int end(String text, int start) {
    char first = text.charAt(start);
    if (first == '"') {
      return text.indexOf('"', start + 1) + 1;
    }
    if (!ConditionParser.isWord(first)) {
      boolean pair = "&|=".indexOf(first) >= 0 || text.startsWith("!=", start);
      return start + (pair ? 2 : 1);
    }
    int end = start;
    while (end < text.length() && ConditionParser.isWord(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
