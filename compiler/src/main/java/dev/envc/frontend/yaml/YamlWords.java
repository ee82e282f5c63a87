package dev.envc.frontend.yaml;

import dev.envc.ast.Scalar;
import java.util.Locale;
import java.util.regex.Pattern;

/// Scalars as YAML, in the plainest way that every reader of YAML takes for the same text.
public final class YamlWords {
  private static final Pattern SAFE =
      Pattern.compile(
          "(?:[\\p{L}0-9_/~.^$<(=+]|-(?=[^\\s-]))[\\p{L}0-9_./~^$<>=@+*:()'$%&!?-]*"
              + "(?: [\\p{L}0-9_./~^$<>=@+*:()'$%&!?-]+)*");
  private static final Pattern MISREAD =
      Pattern.compile(
          "true|false|null|yes|no|on|off|y|n|~|[-+]?\\.?[0-9][0-9_.:eE+-]*|0[xo][0-9a-f]+");

  private YamlWords() {}

  public static String scalar(Scalar s) {
    String text = s.text();
    boolean safe = SAFE.matcher(text).matches() && !text.endsWith(":") && !text.contains(": ");
    boolean misread = MISREAD.matcher(text.toLowerCase(Locale.ROOT)).matches();
    return safe && (s.style() == Scalar.Style.PLAIN || !misread) ? text : quoted(text);
  }

  /// Whether a text is written as a block of lines.
  static boolean isBlock(Scalar s) {
    String text = s.text();
    return text.contains("\n")
        && !text.startsWith("\n")
        && !text.startsWith(" ")
        && !text.startsWith("\t")
        && text.chars().noneMatch(c -> (c < 0x20 && c != '\n' && c != '\t') || c == 0x7f);
  }

  static String quoted(String text) {
    var out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        default -> {
          boolean strange = c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xfeff || c == 0x2028;
          out.append(strange ? String.format(Locale.ROOT, "\\u%04X", (int) c) : c);
        }
      }
    }
    return out.append('"').toString();
  }
}
