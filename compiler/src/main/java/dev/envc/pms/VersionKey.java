package dev.envc.pms;

import java.util.Arrays;

/// Builds the bytes that order versions (PMS 3.3) under unsigned lexicographic comparison.
///
/// | part | bytes |
/// |---|---|
/// | first number | integer |
/// | further number | 2, digits without trailing zeros, 0 if it starts with zero; else 3, integer |
/// | end of numbers | 1, then the letter or 0 |
/// | suffix | 1 alpha, 2 beta, 3 pre, 4 rc, 6 p, then an integer |
/// | end of suffixes | 5, then the revision as integer |
///
/// An integer is one byte up to 239; a longer one is its number of digits (240 and up), then the
/// digits. No integer's bytes are the start of another's, so a glob is a comparison of prefixes.
final class VersionKey {
  private static final int FRACTION = 2;
  private static final int NUMBER = 3;
  private static final int END_OF_NUMBERS = 1;
  private static final int END_OF_SUFFIXES = 5;
  private static final int SMALL_INTEGERS = 240;
  private static final int LONG_INTEGER = 254;

  private byte[] bytes = new byte[16];
  private int length;
  private int globLength;
  private int revisionStart;
  private int revisionOffset;

  void firstNumber(String text, int start, int end) {
    integer(text, start, end);
    globLength = length;
  }

  void furtherNumber(String text, int start, int end) {
    if (text.charAt(start) == '0') {
      put(FRACTION);
      int last = end;
      while (last > start && text.charAt(last - 1) == '0') {
        last--;
      }
      digits(text, start, last);
      put(0);
    } else {
      put(NUMBER);
      integer(text, start, end);
    }
    globLength = length;
  }

  void letter(char letter) {
    put(END_OF_NUMBERS);
    put(letter);
    if (letter != 0) {
      globLength = length;
    }
  }

  /// A suffix; `start == end` if it has no number.
  void suffix(Suffix suffix, String text, int start, int end) {
    put(suffix.rank);
    globLength = length;
    integer(text, start, end);
    if (start < end) {
      globLength = length;
    }
  }

  /// The revision's digits, after `-r` at `offset`; `start == end` if there is none.
  void revision(String text, int offset, int start, int end) {
    revisionOffset = offset;
    revisionStart = length;
    put(END_OF_SUFFIXES);
    integer(text, start, end);
    if (start < end) {
      globLength = length;
    }
  }

  byte[] bytes() {
    return Arrays.copyOf(bytes, length);
  }

  int globLength() {
    return globLength;
  }

  int revisionStart() {
    return revisionStart;
  }

  int revisionOffset() {
    return revisionOffset;
  }

  private void integer(String text, int start, int end) {
    int from = start;
    while (from < end && text.charAt(from) == '0') {
      from++;
    }
    int count = end - from;
    int small = count <= 3 ? value(text, from, end) : SMALL_INTEGERS;
    if (small < SMALL_INTEGERS) {
      put(small);
      return;
    }
    if (count - 3 < LONG_INTEGER - SMALL_INTEGERS) {
      put(SMALL_INTEGERS + count - 3);
    } else {
      put(LONG_INTEGER);
      for (int shift = 24; shift >= 0; shift -= 8) {
        put(count >>> shift);
      }
    }
    digits(text, from, end);
  }

  private static int value(String text, int start, int end) {
    int value = 0;
    for (int i = start; i < end; i++) {
      value = value * 10 + text.charAt(i) - '0';
    }
    return value;
  }

  private void digits(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      put(text.charAt(i));
    }
  }

  private void put(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    bytes[length++] = (byte) value;
  }

  /// The suffix types in PMS's order; a version without one stands between rc and p.
  enum Suffix {
    ALPHA("alpha", 1),
    BETA("beta", 2),
    PRE("pre", 3),
    RC("rc", 4),
    P("p", 6);

    final String text;
    final int rank;

    Suffix(String text, int rank) {
      this.text = text;
      this.rank = rank;
    }
  }
}
