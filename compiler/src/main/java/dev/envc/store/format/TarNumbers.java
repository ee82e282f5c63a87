package dev.envc.store.format;

import dev.envc.diagnostic.StoreCode;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Numbers in tar headers: octal digits, or GNU's base 256 where octal has too few; in extended
/// headers decimal, with a fraction for times.
final class TarNumbers {
  /// Larger than any file or time that means something, and far from overflow.
  private static final long MAX = 1L << 60;

  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern TIME = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{0,40})?");

  private TarNumbers() {}

  static long field(byte[] block, int offset, int length) throws BadPackageException {
    int first = block[offset] & 0xff;
    return (first & 0x80) == 0 ? octal(block, offset, length) : base256(block, offset, length);
  }

  private static long octal(byte[] block, int offset, int length) throws BadPackageException {
    int i = offset;
    int end = offset + length;
    while (i < end && block[i] == ' ') {
      i++;
    }
    long value = 0;
    for (; i < end && block[i] != ' ' && block[i] != 0; i++) {
      int digit = block[i] - '0';
      if (digit < 0 || digit > 7) {
        throw bad("A number in a tar header is not octal.");
      }
      value = value * 8 + digit;
    }
    return inRange(value);
  }

  private static long base256(byte[] block, int offset, int length) throws BadPackageException {
    boolean negative = (block[offset] & 0x40) != 0;
    long value = negative ? -1 : 0;
    for (int i = offset; i < offset + length; i++) {
      int b = block[i] & 0xff;
      if (i == offset) {
        b = negative ? b : b & 0x7f;
      }
      if (Math.abs(value) > MAX >> 8) {
        throw bad("A number in a tar header is too large.");
      }
      value = value << 8 | b;
    }
    return inRange(value);
  }

  static long decimal(byte[] text) throws BadPackageException {
    String s = new String(text, StandardCharsets.ISO_8859_1);
    if (!DECIMAL.matcher(s).matches()) {
      throw bad("A number in an extended tar header is not a number.");
    }
    return inRange(Long.parseLong(s));
  }

  /// Seconds and nanoseconds of a time; digits beyond nanoseconds are cut.
  static long[] time(byte[] text) throws BadPackageException {
    String s = new String(text, StandardCharsets.ISO_8859_1);
    if (!TIME.matcher(s).matches()) {
      throw bad("A time in an extended tar header is not a number.");
    }
    int dot = s.indexOf('.');
    long seconds = inRange(Long.parseLong(dot < 0 ? s : s.substring(0, dot)));
    String fraction = dot < 0 ? "" : s.substring(dot + 1);
    int nanos = Integer.parseInt((fraction + "000000000").substring(0, 9));
    boolean before = s.startsWith("-") && nanos > 0;
    return before ? new long[] {seconds - 1, 1_000_000_000 - nanos} : new long[] {seconds, nanos};
  }

  private static long inRange(long value) throws BadPackageException {
    if (value > MAX || value < -MAX) {
      throw bad("A number in a tar header is too large.");
    }
    return value;
  }

  private static BadPackageException bad(String message) {
    return new BadPackageException(StoreCode.BAD_TAR, message);
  }
}
