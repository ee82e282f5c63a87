package dev.envc.rootfs.locale;

import dev.envc.rootfs.locale.Token.Mark;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The character map of UTF-8 (charmap(5)): which characters there are, and how wide they are. What
/// their bytes are is known; a map with other bytes is refused.
public final class Charmap {
  static final int WIDEST = 6;

  /// Characters of one width.
  record Width(int from, int to, int columns) {}

  private final String name;
  private final BitSet characters = new BitSet();
  private final NameOrder order = new NameOrder();
  private final List<Width> widths = new ArrayList<>();
  private int defaultWidth = 1;
  private String codeSet = "";

  private Charmap(String name) {
    this.name = name;
  }

  /// Reads a map, unpacked.
  ///
  /// @param name what it is called in messages
  public static Charmap read(String name, byte[] bytes) throws LocaleSourceException {
    var map = new Charmap(name);
    map.read(new Lexer(name, bytes, 0, bytes.length, 1, '\\', '#'));
    return map;
  }

  /// The name of the character set as programs see it: `UTF-8`.
  String codeSet() {
    return codeSet;
  }

  boolean has(int codePoint) {
    return characters.get(codePoint);
  }

  boolean writes(String text) {
    return text.codePoints().allMatch(characters::get);
  }

  /// The characters in the order in which localedef goes over them.
  int[] characters() {
    return order.toArray();
  }

  List<Width> widths() {
    return widths;
  }

  int defaultWidth() {
    return defaultWidth;
  }

  private void read(Lexer lexer) throws LocaleSourceException {
    boolean ended = false;
    for (Token t = lexer.next(); t != Mark.END_OF_FILE; t = lexer.next()) {
      if (t instanceof Token.Symbol(var key)) {
        header(key, lexer);
      } else if (t instanceof Token.Word(var word)) {
        switch (word) {
          case "CHARMAP" -> characters(lexer);
          case "WIDTH" -> widths(lexer);
          case "WIDTH_DEFAULT" -> defaultWidth = columns(lexer, lexer.next());
          default -> throw lexer.problem("`" + word + "` is not known");
        }
        ended |= word.equals("CHARMAP");
      } else if (t != Mark.END_OF_LINE) {
        throw lexer.problem("not a line of a character map");
      }
    }
    if (!ended || !codeSet.equals("UTF-8")) {
      throw new LocaleSourceException(name + ": not the map of UTF-8");
    }
  }

  private void header(String key, Lexer lexer) throws LocaleSourceException {
    Token value = lexer.next();
    if (value instanceof Token.Word(var word)) {
      switch (key) {
        case "code_set_name" -> codeSet = word;
        case "escape_char" -> lexer.escape(word.charAt(0));
        case "comment_char" -> lexer.comment(word.charAt(0));
        default -> {}
      }
    }
    lexer.skipLine();
  }

  private void characters(Lexer lexer) throws LocaleSourceException {
    for (Token t = lexer.next(); !isEnd(t, "CHARMAP", lexer); t = lexer.next()) {
      if (t == Mark.END_OF_LINE) {
        continue;
      }
      int from = character(t, lexer);
      int to = from;
      Token next = lexer.next();
      if (next == Mark.HEXADECIMAL_RANGE) {
        to = character(lexer.next(), lexer);
        next = lexer.next();
      }
      if (!(next instanceof Token.Bytes(var bytes)) || !bytes.equals(utf8(from)) || to < from) {
        throw lexer.problem("not the bytes of UTF-8; other character sets are not compiled");
      }
      lexer.skipLine();
      for (int c = from; c <= to; c++) {
        if (!characters.get(c)) {
          characters.set(c);
          order.add(c);
        }
      }
    }
  }

  private void widths(Lexer lexer) throws LocaleSourceException {
    for (Token t = lexer.next(); !isEnd(t, "WIDTH", lexer); t = lexer.next()) {
      if (t == Mark.END_OF_LINE) {
        continue;
      }
      int from = character(t, lexer);
      int to = from;
      Token next = lexer.next();
      if (next == Mark.ABSOLUTE_RANGE) {
        to = character(lexer.next(), lexer);
        next = lexer.next();
      }
      widths.add(new Width(from, to, columns(lexer, next)));
    }
  }

  private static boolean isEnd(Token t, String section, Lexer lexer) throws LocaleSourceException {
    if (t == Mark.END_OF_FILE) {
      throw lexer.problem("END " + section + " is missing");
    }
    if (!(t instanceof Token.Word(var word)) || !word.equals("END")) {
      return false;
    }
    lexer.skipLine();
    return true;
  }

  private static int columns(Lexer lexer, Token t) throws LocaleSourceException {
    if (t instanceof Token.Numeral(var columns) && columns >= 0 && columns <= 100) {
      return (int) columns;
    }
    throw lexer.problem("not a width");
  }

  private static int character(Token t, Lexer lexer) throws LocaleSourceException {
    if (t instanceof Token.CodePoint(int codePoint)) {
      return codePoint;
    }
    throw lexer.problem("not a character");
  }

  private static String utf8(int codePoint) {
    return new String(
        Character.toString(codePoint).getBytes(StandardCharsets.UTF_8),
        StandardCharsets.ISO_8859_1);
  }
}
