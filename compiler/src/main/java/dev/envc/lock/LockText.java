package dev.envc.lock;

import java.util.Locale;
import java.util.regex.Pattern;

/// The scalars of a lock: plain where YAML reads them back as the same text, otherwise in double
/// quotes with `\\`, `\"` and `\\uXXXX` escapes.
final class LockText {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9_+./~@<>=-][A-Za-z0-9_+./~@<>=:,()\\[\\]*!?% -]*(?<![ :])");

  private LockText() {}

  static String scalar(String value) {
    return PLAIN.matcher(value).matches()
            && !value.contains(": ")
            && !value.startsWith("- ")
            && !value.startsWith("@")
        ? value
        : quoted(value);
  }

  /// The value of a scalar as [#scalar] writes it.
  ///
  /// @throws IllegalArgumentException when a quoted scalar is malformed
  static String value(String scalar) {
    if (!scalar.startsWith("\"")) {
      return scalar;
    }
    if (scalar.length() < 2 || !scalar.endsWith("\"")) {
      throw new IllegalArgumentException("unterminated quotes");
    }
    var out = new StringBuilder();
    for (int i = 1; i < scalar.length() - 1; i++) {
      char c = scalar.charAt(i);
      if (c != '\\') {
        out.append(c);
      } else if (scalar.charAt(i + 1) == 'u' && i + 6 < scalar.length()) {
        out.append((char) Integer.parseInt(scalar, i + 2, i + 6, 16));
        i += 5;
      } else {
        out.append(scalar.charAt(++i));
      }
    }
    return out.toString();
  }

  static String format(BinaryFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  private static String quoted(String value) {
    var out = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c > '~') {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
