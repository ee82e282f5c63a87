package dev.envc.rootfs.script.glib;

/// The words of GVariant's text format.
final class VariantTokens {
  private static final String SPACES = " \t\n\f\r";

  private final String text;
  private int start;
  private int end = -1;

  VariantTokens(String text) {
    this.text = text;
  }

  /// The next word; empty at the end.
  String peek() {
    if (end < 0) {
      while (start < text.length() && SPACES.indexOf(text.charAt(start)) >= 0) {
        start++;
      }
      end = start == text.length() ? start : end();
    }
    return text.substring(start, end);
  }

  String take() {
    String word = peek();
    start = end;
    end = -1;
    return word;
  }

  boolean takeIf(String word) {
    boolean is = peek().equals(word);
    if (is) {
      take();
    }
    return is;
  }

  void require(String word) throws GlibException {
    if (!takeIf(word)) {
      throw new GlibException("`" + word + "` is expected before `" + peek() + "`");
    }
  }

  private int end() {
    char c = text.charAt(start);
    if (c == '-' || c == '+' || c == '.' || isDigit(c)) {
      return wordEnd("-+.");
    }
    if (c == 'b' && start + 1 < text.length() && isQuote(text.charAt(start + 1))) {
      return quoteEnd(start + 1);
    }
    if (c >= 'a' && c <= 'z') {
      return wordEnd("");
    }
    if (isQuote(c)) {
      return quoteEnd(start);
    }
    return c == '@' ? typeEnd() : start + 1;
  }

  private int wordEnd(String further) {
    int at = start;
    while (at < text.length()
        && (isAlphanumeric(text.charAt(at)) || further.indexOf(text.charAt(at)) >= 0)) {
      at++;
    }
    return at;
  }

  private int quoteEnd(int quote) {
    int at = quote + 1;
    while (at < text.length() && text.charAt(at) != text.charAt(quote)) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(at + 1, text.length());
  }

  private int typeEnd() {
    int brackets = 0;
    int at = start + 1;
    while (at < text.length() && (",:>]" + SPACES).indexOf(text.charAt(at)) < 0) {
      char c = text.charAt(at);
      brackets += c == '(' || c == '{' ? 1 : c == ')' || c == '}' ? -1 : 0;
      if (brackets < 0) {
        break;
      }
      at++;
    }
    return at;
  }

  static boolean isQuote(char c) {
    return c == '\'' || c == '"';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isAlphanumeric(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
