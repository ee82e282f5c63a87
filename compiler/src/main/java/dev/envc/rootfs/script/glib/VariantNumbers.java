package dev.envc.rootfs.script.glib;

import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers as strtoull(3) with base 0 and strtod(3) read them.
final class VariantNumbers {
  private static final Pattern INTEGER =
      Pattern.compile(
          "(-)?\\+?(?:0[xX](?<hex>[0-9a-fA-F]+)|(?<octal>0[0-7]*)|(?<decimal>[1-9]\\d*))");

  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

  private static final Pattern HEX =
      Pattern.compile("[-+]?0[xX]([0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)([pP][-+]?\\d+)?");

  private static final Pattern WORD = Pattern.compile("(?i)([-+]?)(inf|infinity|nan)");

  private static final int MOST_DIGITS = 400;

  /// The bits of an integral type; the signed ones first.
  private static final Map<Character, Integer> SIGNED = Map.of('n', 16, 'i', 32, 'h', 32, 'x', 64);

  private static final Map<Character, Integer> UNSIGNED = Map.of('y', 8, 'q', 16, 'u', 32, 't', 64);

  private VariantNumbers() {}

  /// An integer of the type `y n q i u x t h`, as a signed number of 64 bits.
  static long integer(String word, char type) throws GlibException {
    Matcher m = INTEGER.matcher(word.length() > MOST_DIGITS ? "" : word);
    if (!m.matches()) {
      throw new GlibException("`" + word + "` is no integer");
    }
    BigInteger value =
        m.group("hex") != null
            ? new BigInteger(m.group("hex"), 16)
            : m.group("octal") != null
                ? new BigInteger(m.group("octal"), 8)
                : new BigInteger(m.group("decimal"));
    value = m.group(1) == null ? value : value.negate();
    Integer signed = SIGNED.get(type);
    boolean fits =
        signed != null
            ? value.bitLength() < signed
            : value.signum() >= 0 && value.bitLength() <= UNSIGNED.getOrDefault(type, 0);
    if (!fits) {
      throw new GlibException("`" + word + "` is out of the range of the type `" + type + "`");
    }
    return value.longValue();
  }

  /// The bits of a double.
  static long ofDouble(String word) throws GlibException {
    Matcher named = WORD.matcher(word);
    if (named.matches()) {
      boolean nan = named.group(2).equalsIgnoreCase("nan");
      long bits = Double.doubleToRawLongBits(nan ? Double.NaN : Double.POSITIVE_INFINITY);
      return named.group(1).equals("-") ? bits | Long.MIN_VALUE : bits;
    }
    boolean hex = HEX.matcher(word).matches();
    if (word.length() > MOST_DIGITS || !(hex || DECIMAL.matcher(word).matches())) {
      throw new GlibException("`" + word + "` is no number");
    }
    double value =
        Double.parseDouble(hex && !word.contains("p") && !word.contains("P") ? word + "p0" : word);
    if (Double.isInfinite(value) || (value != 0 && Math.abs(value) < Double.MIN_NORMAL)) {
      throw new GlibException("`" + word + "` is out of the range of numbers");
    }
    return Double.doubleToRawLongBits(value);
  }
}
