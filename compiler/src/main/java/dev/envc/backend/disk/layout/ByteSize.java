package dev.envc.backend.disk.layout;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sizes as people write them: `512`, `8K`, `64M`, `1.5G`, also with `iB` behind the letter. The
/// letters are powers of 1024.
public final class ByteSize {
  private static final Pattern FORM =
      Pattern.compile("([0-9]+)(?:\\.([0-9]))?\\s*([KMGT]?)(?:iB)?");

  private ByteSize() {}

  /// Empty when it is no size, or not a whole number of bytes.
  public static OptionalLong parse(String text) {
    Matcher m = FORM.matcher(text.strip());
    if (!m.matches() || m.group(1).length() > 15) {
      return OptionalLong.empty();
    }
    long unit = 1L << (10 * " KMGT".indexOf(m.group(3).isEmpty() ? " " : m.group(3)));
    long tenths = m.group(2) == null ? 0 : Long.parseLong(m.group(2));
    if (tenths > 0 && unit == 1) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(
          Math.addExact(Math.multiplyExact(Long.parseLong(m.group(1)), unit), tenths * unit / 10));
    } catch (ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  /// `1.5 GiB`, `64 MiB`, `17 KiB`, `512 bytes`: the largest unit, one digit after the point at
  /// most, rounded up so that a size that is asked for is enough.
  public static String print(long bytes) {
    String[] units = {"bytes", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    while (unit < 4 && bytes >= 1L << (10 * (unit + 1))) {
      unit++;
    }
    long one = 1L << (10 * unit);
    long tenths = (bytes / one) * 10 + ((bytes % one) * 10 + one - 1) / one;
    String number =
        tenths % 10 == 0
            ? Long.toString(tenths / 10)
            : String.format(Locale.ROOT, "%d.%d", tenths / 10, tenths % 10);
    return number + " " + units[unit];
  }
}
