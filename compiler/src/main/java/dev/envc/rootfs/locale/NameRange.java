package dev.envc.rootfs.locale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Names that differ in the number they end with: `<S0061>..<S007A>`.
final class NameRange {
  private static final int MAX_NAMES = 100_000;

  private NameRange() {}

  /// @return empty when the two are no range
  static Optional<List<String>> of(String first, String last, int radix) {
    int prefix = 0;
    while (prefix < first.length()
        && prefix < last.length()
        && first.charAt(prefix) == last.charAt(prefix)) {
      prefix++;
    }
    int digits = first.length() - prefix;
    if (first.length() != last.length() || digits < 1 || digits > 8) {
      return Optional.empty();
    }
    try {
      long from = Long.parseLong(first.substring(prefix), radix);
      long to = Long.parseLong(last.substring(prefix), radix);
      if (from < 0 || from > to || to - from > MAX_NAMES) {
        return Optional.empty();
      }
      var names = new ArrayList<String>();
      for (long n = from; n <= to; n++) {
        String number = Long.toString(n, radix).toUpperCase(Locale.ROOT);
        names.add(first.substring(0, prefix) + "0".repeat(digits - number.length()) + number);
      }
      return Optional.of(names);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
