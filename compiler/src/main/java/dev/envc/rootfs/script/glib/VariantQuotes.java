package dev.envc.rootfs.script.glib;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Quoted strings and byte strings of GVariant's text format.
final class VariantQuotes {
  private static final String ESCAPED = "abfnrtv";
  private static final String MEANT = "\u0007\b\f\n\r\t\u000b";

  private final String word;
  private int at;

  private VariantQuotes(String word, int quote) throws GlibException {
    this.word = word;
    this.at = quote + 1;
    if (word.length() < quote + 2 || word.charAt(word.length() - 1) != word.charAt(quote)) {
      throw new GlibException("a quote is not closed");
    }
  }

  /// The string that a word in quotes is.
  static String string(String word) throws GlibException {
    var quotes = new VariantQuotes(word, 0);
    var text = new StringBuilder();
    while (quotes.isInside()) {
      char c = quotes.next();
      if (c != '\\') {
        text.append(c);
        continue;
      }
      char escaped = quotes.escaped();
      switch (escaped) {
        case 'u' -> text.appendCodePoint(quotes.unicode(4));
        case 'U' -> text.appendCodePoint(quotes.unicode(8));
        case '\n' -> {}
        default -> text.append(meant(escaped));
      }
    }
    return text.toString();
  }

  /// The bytes that a word `b'…'` is, with the 0 behind them; they end at a 0 in them. A string
  /// whose characters are bytes.
  static String bytes(String word) throws GlibException {
    var quotes = new VariantQuotes(word, 1);
    var bytes = new ByteArrayOutputStream();
    while (quotes.isInside()) {
      int c = quotes.word.codePointAt(quotes.at);
      quotes.at += Character.charCount(c);
      if (c != '\\') {
        bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
        continue;
      }
      char escaped = quotes.escaped();
      if (escaped >= '0' && escaped < '8') {
        int octal = quotes.octal(escaped - '0') & 0xff;
        if (octal == 0) {
          break;
        }
        bytes.write(octal);
      } else if (escaped != '\n') {
        bytes.writeBytes(Character.toString(meant(escaped)).getBytes(StandardCharsets.UTF_8));
      }
    }
    bytes.write(0);
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private boolean isInside() {
    return at < word.length() - 1;
  }

  private char next() {
    return word.charAt(at++);
  }

  private char escaped() throws GlibException {
    if (!isInside()) {
      throw new GlibException("a quote is not closed");
    }
    return next();
  }

  private static char meant(char c) {
    int known = ESCAPED.indexOf(c);
    return known < 0 ? c : MEANT.charAt(known);
  }

  private int octal(int first) {
    int value = first;
    for (int i = 0; i < 2 && isInside() && word.charAt(at) >= '0' && word.charAt(at) < '8'; i++) {
      value = (value << 3) | (next() - '0');
    }
    return value;
  }

  private int unicode(int digits) throws GlibException {
    String hex = word.substring(at, Math.min(at + digits, word.length() - 1));
    at += digits;
    if (!hex.matches("[0-9a-fA-F]{" + digits + "}")) {
      throw new GlibException("`" + hex + "` is no character's number");
    }
    long value = Long.parseLong(hex, 16);
    if (value == 0 || value > Character.MAX_CODE_POINT || (value >= 0xd800 && value < 0xe000)) {
      throw new GlibException("`" + hex + "` is no character's number");
    }
    return (int) value;
  }
}
