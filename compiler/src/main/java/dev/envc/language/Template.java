package dev.envc.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Text with parameters: `${{ name }}` stands for the value of a parameter; `$${{` for `${{`
/// itself.
public final class Template {
  private static final String OPEN = "${{";
  private static final String CLOSE = "}}";

  /// As much of a name as is looked at: many uses that are not closed would else cost their
  /// product.
  private static final int LONGEST_NAME = 1000;

  private Template() {}

  /// A use of a parameter, with its place in the text.
  public record Use(String name, int start, int end) {}

  /// The uses in a text, in order.
  public static List<Use> uses(String text) {
    var uses = new ArrayList<Use>();
    int close = -1;
    for (int i = text.indexOf(OPEN); i >= 0; i = text.indexOf(OPEN, i + 1)) {
      close = close < i ? text.indexOf(CLOSE, i) : close;
      if (close < 0) {
        break;
      }
      if (!escaped(text, i)) {
        int end = Math.min(close, i + OPEN.length() + LONGEST_NAME);
        uses.add(new Use(text.substring(i + OPEN.length(), end).strip(), i, close + 2));
      }
    }
    return uses;
  }

  /// Whether a text depends on parameters.
  public static boolean isTemplate(String text) {
    return text.contains(OPEN) && !uses(text).isEmpty();
  }

  /// The text with every use replaced; a name without a value stays as it is.
  public static String expand(String text, Function<String, Optional<String>> scope) {
    if (!text.contains(OPEN)) {
      return text;
    }
    var out = new StringBuilder();
    int done = 0;
    for (Use use : uses(text)) {
      Optional<String> value = scope.apply(use.name());
      if (value.isPresent()) {
        out.append(unescaped(text.substring(done, use.start()))).append(value.get());
        done = use.end();
      }
    }
    return out.append(unescaped(text.substring(done))).toString();
  }

  /// A text that expands to this one.
  public static String escaped(String text) {
    return text.replace(OPEN, "$" + OPEN);
  }

  private static boolean escaped(String text, int open) {
    return open > 0 && text.charAt(open - 1) == '$';
  }

  /// A text without uses, as it stands after expansion.
  public static String unescaped(String text) {
    return text.replace("$" + OPEN, OPEN);
  }
}
