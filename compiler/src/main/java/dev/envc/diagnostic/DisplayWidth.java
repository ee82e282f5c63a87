package dev.envc.diagnostic;

/// How many columns of a terminal a text takes: none for combining characters, two for the wide
/// ones of Unicode Standard Annex 11.
final class DisplayWidth {
  private static final int[][] WIDE = {
    {0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0x33FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF}, {0xA960, 0xA97F}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F},
    {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF},
    {0x20000, 0x3FFFD},
  };

  private DisplayWidth() {}

  static int of(String text) {
    return text.codePoints().map(DisplayWidth::of).sum();
  }

  static int of(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    for (int[] range : WIDE) {
      if (c >= range[0] && c <= range[1]) {
        return 2;
      }
    }
    return 1;
  }

  /// As much of the start as fits into `columns`.
  static String first(String text, int columns) {
    int width = 0;
    int i = 0;
    while (i < text.length() && width + of(text.codePointAt(i)) <= columns) {
      width += of(text.codePointAt(i));
      i += Character.charCount(text.codePointAt(i));
    }
    return text.substring(0, i);
  }

  /// As much of the end as fits into `columns`.
  static String last(String text, int columns) {
    int width = 0;
    int i = text.length();
    while (i > 0 && width + of(text.codePointBefore(i)) <= columns) {
      width += of(text.codePointBefore(i));
      i -= Character.charCount(text.codePointBefore(i));
    }
    return text.substring(i);
  }
}
