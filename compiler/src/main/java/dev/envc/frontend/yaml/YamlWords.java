package dev.envc.frontend.yaml;

import dev.envc.ast.Scalar;
import dev.envc.language.Characters;
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
        && text.indexOf('\r') < 0
        && text.codePoints().noneMatch(Characters::isHidden);
  }

  static String quoted(String text) {
    return Characters.quoted(
        text, c -> String.format(Locale.ROOT, c > 0xFFFF ? "\\U%08X" : "\\u%04X", c));
  }
}
