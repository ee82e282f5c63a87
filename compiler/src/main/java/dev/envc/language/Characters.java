package dev.envc.language;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/// Which characters a manifest may hold as they are, and which a text may stand for.
///
/// What a reader of a manifest cannot see, or sees in another order than the compiler, does not
/// stand in it: control characters, line ends other than LF and CRLF, a byte order mark in the
/// middle, characters that change the direction of text (Unicode Technical Standard 55), and code
/// points that are no characters. A text may stand for most of them by an escape.
public final class Characters {
  private Characters() {}

  /// The UTF-16 offset of the first code point that cannot stand in a source; empty when all can.
  public static OptionalInt firstHidden(String source) {
    for (int i = 0; i < source.length(); ) {
      int c = source.codePointAt(i);
      if (isHidden(c) || (c == '\r' && !source.startsWith("\n", i + 1))) {
        return OptionalInt.of(i);
      }
      i += Character.charCount(c);
    }
    return OptionalInt.empty();
  }

  /// Whether a code point is written with an escape; a lone CR is, too.
  public static boolean isHidden(int c) {
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
        || (c >= 0x7F && c <= 0x9F)
        || c == 0xFEFF
        || c == 0x2028
        || c == 0x2029
        || isDirection(c)
        || isNoCharacter(c);
  }

  /// A text in double quotes, with the escapes that both forms have; `hidden` writes the code
  /// points that are not shown as they are.
  public static String quoted(String text, IntFunction<String> hidden) {
    var out = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                  if (isHidden(c)) {
                    out.append(hidden.apply(c));
                  } else {
                    out.appendCodePoint(c);
                  }
                }
              }
            });
    return out.append('"').toString();
  }

  /// The first code point that no text may hold, however it is written: NUL, which ends a text for
  /// the programs of an image, and what is no character in UTF-8. Empty when there is none.
  public static OptionalInt firstImpossible(String text) {
    return text.codePoints().filter(Characters::isImpossible).findFirst();
  }

  /// NUL, and surrogates that stand alone.
  public static boolean isImpossible(int c) {
    return c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /// `U+202E RIGHT-TO-LEFT OVERRIDE`
  public static String name(int c) {
    String name = Character.isSurrogate((char) c) && c <= 0xFFFF ? "" : Character.getName(c);
    String number = String.format(Locale.ROOT, "U+%04X", c);
    return name == null || name.isEmpty() ? number : number + " " + name;
  }

  /// Marks, embeddings, overrides and isolates of the Unicode Bidirectional Algorithm.
  private static boolean isDirection(int c) {
    return c == 0x061C
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }

  private static boolean isNoCharacter(int c) {
    return (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
        || (c >= 0xFDD0 && c <= 0xFDEF)
        || (c & 0xFFFE) == 0xFFFE;
  }
}
