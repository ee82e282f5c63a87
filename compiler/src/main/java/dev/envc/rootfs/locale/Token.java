package dev.envc.rootfs.locale;

/// A word of a locale's source or of a character map (localedef(1), locale(5), charmap(5)).
sealed interface Token {
  /// What has no value.
  enum Mark implements Token {
    END_OF_FILE,
    END_OF_LINE,
    SEMICOLON,
    COMMA,
    OPEN,
    CLOSE,
    /// `..`: the last digits of the names are hexadecimal.
    HEXADECIMAL_RANGE,
    /// `..(2)..`
    HEXADECIMAL_RANGE_BY_TWO,
    /// `...`: the codes follow each other.
    ABSOLUTE_RANGE,
    /// `....`: the last digits of the names are decimal.
    DECIMAL_RANGE,
    /// `....(2)....`
    DECIMAL_RANGE_BY_TWO
  }

  /// A keyword, or a name without brackets.
  record Word(String text) implements Token {}

  /// `<name>`, but for the names of characters.
  record Symbol(String name) implements Token {}

  /// `<U0041>`, `<U00000041>`, or a character beyond ASCII that stands for itself.
  record CodePoint(int codePoint) implements Token {}

  /// A number from 0, or -1.
  record Numeral(long value) implements Token {}

  /// What stands in quotes: with the names of characters replaced by them, or as it is written (see
  /// [Lexer#rawText]).
  record Text(String text) implements Token {}

  /// Bytes as `/x41/x42`, one `char` each.
  record Bytes(String bytes) implements Token {}
}
