package dev.envc.attest.sbom;

import java.util.Locale;

/// Identifiers of SPDX have letters, digits, `.` and `-`; another character is `-u` and its number.
final class Identifiers {
  private Identifiers() {}

  static String of(String text) {
    var out = new StringBuilder();
    text.chars().forEach(c -> out.append(isPlain(c) ? Character.toString(c) : number(c)));
    return out.toString();
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '-';
  }

  private static String number(int c) {
    return String.format(Locale.ROOT, "-u%02x", c);
  }
}
