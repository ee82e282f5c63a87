package dev.envc.rootfs.script.mime;

/// A number as C's strtol and strtoul read it, of 64 bits.
///
/// @param rest what comes behind it; all of the text when there is no number
/// @param isOut whether it does not fit
record CNumber(long value, String rest, boolean isOut) {
  private static final String SPACES = " \t\n\u000b\f\r";

  /// A decimal number with a sign: strtol(3).
  static CNumber signed(String text) {
    return read(text, 10, true);
  }

  /// Hexadecimal behind 0x, octal behind 0, or decimal: strtoul(3).
  static CNumber unsigned(String text) {
    return read(text, 0, false);
  }

  private static CNumber read(String text, int base, boolean isSigned) {
    int at = 0;
    while (at < text.length() && SPACES.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    boolean isNegative = at < text.length() && text.charAt(at) == '-';
    if (isNegative || (at < text.length() && text.charAt(at) == '+')) {
      at++;
    }
    int radix = base;
    if (base == 0) {
      boolean isHex = text.regionMatches(true, at, "0x", 0, 2) && digit(text, at + 2, 16) >= 0;
      radix = isHex ? 16 : digit(text, at, 10) == 0 ? 8 : 10;
      at += isHex ? 2 : 0;
    }
    int start = at;
    long value = 0;
    boolean isOut = false;
    for (int digit = digit(text, at, radix); digit >= 0; digit = digit(text, ++at, radix)) {
      isOut |= Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, radix)) > 0;
      value = value * radix + digit;
    }
    if (at == start) {
      return new CNumber(0, text, false);
    }
    isOut |= isSigned && value < 0 && !(isNegative && value == Long.MIN_VALUE);
    return new CNumber(isNegative ? -value : value, text.substring(at), isOut);
  }

  private static int digit(String text, int at, int radix) {
    return at < text.length() && text.charAt(at) < 0x80
        ? Character.digit(text.charAt(at), radix)
        : -1;
  }
}
