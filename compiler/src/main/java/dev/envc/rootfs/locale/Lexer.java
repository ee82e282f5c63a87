package dev.envc.rootfs.locale;

import dev.envc.rootfs.locale.Token.Mark;
import java.nio.charset.StandardCharsets;

/// Cuts a source into words. A line that ends with the escape character goes on in the next; what
/// comes after the comment character is no word. Bytes from 0x80 are UTF-8 (glibc 2.36; before it,
/// sources were ASCII).
final class Lexer {
  private static final int END = -1;

  private final String file;
  private final byte[] bytes;
  private final int end;
  private int position;
  private int line;
  private char escape;
  private char comment;
  private boolean raw;

  /// Whether what was read last ended a line.
  private boolean atLineEnd;

  Lexer(String file, byte[] bytes, int start, int end, int line, char escape, char comment) {
    this.file = file;
    this.bytes = bytes;
    this.position = start;
    this.end = end;
    this.line = line;
    this.escape = escape;
    this.comment = comment;
  }

  void escape(char character) {
    escape = character;
  }

  void comment(char character) {
    comment = character;
  }

  /// Whether texts are given as they are written, up to the next quote.
  void rawText(boolean as) {
    raw = as;
  }

  char escape() {
    return escape;
  }

  LocaleSourceException problem(String what) {
    return new LocaleSourceException(file + ":" + (atLineEnd ? line - 1 : line) + ": " + what);
  }

  Token next() throws LocaleSourceException {
    int c = read();
    while (c == comment || isBlank(c)) {
      if (c == comment && !skipComment()) {
        return Mark.END_OF_LINE;
      }
      c = read();
    }
    if (c == escape) {
      return bytes();
    }
    return switch (c) {
      case END -> Mark.END_OF_FILE;
      case '\n' -> Mark.END_OF_LINE;
      case ';' -> Mark.SEMICOLON;
      case ',' -> Mark.COMMA;
      case '(' -> Mark.OPEN;
      case ')' -> Mark.CLOSE;
      case '"' -> new Token.Text(raw ? rawText() : text());
      case '<' -> symbol();
      default -> other(c);
    };
  }

  /// Goes to the end of the line, if the word read last did not end it.
  void skipLine() {
    int c = atLineEnd ? END : read();
    while (c != END && c != '\n') {
      c = read();
    }
  }

  /// Nothing but a comment may be left on the line.
  void endLine() throws LocaleSourceException {
    if (!atLineEnd) {
      Token t = next();
      if (t != Mark.END_OF_LINE && t != Mark.END_OF_FILE) {
        throw problem("something is left at the end of the line");
      }
    }
  }

  private Token other(int c) throws LocaleSourceException {
    if (c >= '0' && c <= '9') {
      return number(c);
    }
    if (c == '.' && position < end && bytes[position] == '.') {
      return range();
    }
    if (c == '-' && position < end && bytes[position] == '1') {
      read();
      return new Token.Numeral(-1);
    }
    return c >= 0x80 ? new Token.CodePoint(utf8(c)) : word(c);
  }

  private Token range() {
    String ahead = ahead(10);
    Mark mark;
    int length;
    if (ahead.startsWith("...(2)....")) {
      mark = Mark.DECIMAL_RANGE_BY_TWO;
      length = 10;
    } else if (ahead.startsWith("...")) {
      mark = Mark.DECIMAL_RANGE;
      length = 3;
    } else if (ahead.startsWith("..")) {
      mark = Mark.ABSOLUTE_RANGE;
      length = 2;
    } else if (ahead.startsWith(".(2)..")) {
      mark = Mark.HEXADECIMAL_RANGE_BY_TWO;
      length = 6;
    } else {
      mark = Mark.HEXADECIMAL_RANGE;
      length = 1;
    }
    position += length;
    return mark;
  }

  private String ahead(int length) {
    int to = Math.min(end, position + length);
    return new String(bytes, position, to - position, StandardCharsets.ISO_8859_1);
  }

  private Token number(int first) throws LocaleSourceException {
    long value = Character.digit(first, 10);
    int c = read();
    for (; c >= '0' && c <= '9'; c = read()) {
      value = value * 10 + c - '0';
      if (value > 0xffff_ffffL) {
        throw problem("the number is too large");
      }
    }
    unread(c);
    return new Token.Numeral(value);
  }

  private Token word(int first) throws LocaleSourceException {
    var text = new StringBuilder().append((char) first);
    int c = read();
    while (c != END && !isSpace(c) && c != '"' && c != ';' && c != '<' && c != ',') {
      if (c == escape) {
        c = read();
        if (c == '\n' || c == END) {
          throw problem("nothing to escape at the end of the line");
        }
      }
      text.append((char) c);
      c = read();
    }
    unread(c);
    return new Token.Word(text.toString());
  }

  private Token symbol() throws LocaleSourceException {
    var text = new StringBuilder();
    int c = read();
    for (; c != '>'; c = read()) {
      if (c == escape) {
        c = read();
      }
      if (c == '\n' || c == END) {
        throw problem("the name in brackets does not end");
      }
      text.append((char) c);
    }
    int codePoint = codePoint(text);
    return codePoint < 0 ? new Token.Symbol(text.toString()) : new Token.CodePoint(codePoint);
  }

  /// The character of a name `Uxxxx` or `Uxxxxxxxx`; less than zero when it is none.
  static int codePoint(CharSequence name) {
    if ((name.length() != 5 && name.length() != 9) || name.charAt(0) != 'U') {
      return -1;
    }
    int value = 0;
    for (int i = 1; i < name.length(); i++) {
      int digit = Character.digit(name.charAt(i), 16);
      if (digit < 0 || name.charAt(i) > 'f') {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value >= 0 && value <= Character.MAX_CODE_POINT ? value : -1;
  }

  private String rawText() throws LocaleSourceException {
    var text = new StringBuilder();
    for (int c = read(); c != '"'; c = read()) {
      if (c == '\n' || c == END) {
        throw problem("the text in quotes does not end");
      }
      text.append((char) c);
    }
    return text.toString();
  }

  private String text() throws LocaleSourceException {
    var text = new StringBuilder();
    for (int c = read(); c != '"'; c = read()) {
      if (c == '<') {
        Token named = symbol();
        if (!(named instanceof Token.CodePoint(int codePoint))) {
          throw problem(((Token.Symbol) named).name() + " is no character");
        }
        text.appendCodePoint(codePoint);
        continue;
      }
      boolean escaped = c == escape;
      if (escaped) {
        c = read();
      }
      if (c == '\n' || c == END) {
        throw problem("the text in quotes does not end");
      }
      text.appendCodePoint(c < 0x80 || escaped ? c : utf8(c));
    }
    return text.toString();
  }

  private Token bytes() throws LocaleSourceException {
    var value = new StringBuilder();
    int c;
    do {
      c = read();
      int radix = c == 'x' ? 16 : c == 'd' ? 10 : 8;
      if (radix != 8) {
        c = read();
      }
      int digits = 0;
      int code = 0;
      while (digits < (radix == 16 ? 2 : 3) && Character.digit(c, radix) >= 0) {
        code = code * radix + Character.digit(c, radix);
        digits++;
        c = read();
      }
      if (digits < 2 || code > 0xff || value.length() >= 16) {
        throw problem("not the bytes of a character");
      }
      value.append((char) code);
    } while (c == escape);
    unread(c);
    return new Token.Bytes(value.toString());
  }

  private int utf8(int first) throws LocaleSourceException {
    int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    int value = first & (0x3f >> more);
    boolean valid = first >= 0xc2 && first <= 0xf4;
    for (int i = 0; i < more && valid; i++) {
      int c = read();
      valid = c >= 0x80 && c < 0xc0;
      value = value << 6 | (c & 0x3f);
    }
    int least = more == 3 ? 0x10000 : more == 2 ? 0x800 : 0x80;
    if (!valid || value < least || value > Character.MAX_CODE_POINT) {
      throw problem("not UTF-8");
    }
    return value;
  }

  /// @return whether the logical line goes on
  private boolean skipComment() {
    while (position < end && bytes[position] != '\n') {
      position++;
    }
    boolean continued = position > 0 && bytes[position - 1] == escape;
    if (position < end) {
      position++;
      line++;
    }
    atLineEnd = !continued;
    return continued;
  }

  private int read() {
    while (position + 1 < end && bytes[position] == escape && bytes[position + 1] == '\n') {
      position += 2;
      line++;
    }
    if (position >= end) {
      return END;
    }
    int c = bytes[position++] & 0xff;
    atLineEnd = c == '\n';
    if (atLineEnd) {
      line++;
    }
    return c;
  }

  private void unread(int c) {
    if (c != END) {
      position--;
      if (atLineEnd) {
        line--;
        atLineEnd = false;
      }
    }
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\t' || c == '\r' || c == 0x0b || c == '\f';
  }

  private static boolean isSpace(int c) {
    return isBlank(c) || c == '\n';
  }
}
