package dev.envc.rootfs;

import java.util.regex.Pattern;

/// Patterns of fnmatch(3) without FNM_PATHNAME and without escapes, as Python's fnmatch has them:
/// `*`, `?`, `[…]`, `[!…]`; a bracket that is not closed stands for itself.
final class Fnmatch {
  private Fnmatch() {}

  static Pattern compile(String glob) {
    var regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      int close = c == '[' ? close(glob, i) : -1;
      if (c == '*') {
        regex.append(".*");
      } else if (c == '?') {
        regex.append('.');
      } else if (close > 0) {
        regex.append(set(glob.substring(i + 1, close)));
        i = close;
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  /// Where a bracket ends; the first character of a set may be `]`.
  private static int close(String glob, int open) {
    int first = open + 1;
    if (first < glob.length() && glob.charAt(first) == '!') {
      first++;
    }
    return glob.indexOf(']', first + 1);
  }

  private static String set(String text) {
    boolean not = text.startsWith("!");
    String members = not ? text.substring(1) : text;
    var set = new StringBuilder();
    for (int i = 0; i < members.length(); i++) {
      char from = members.charAt(i);
      boolean range = i + 2 < members.length() && members.charAt(i + 1) == '-';
      char to = range ? members.charAt(i + 2) : from;
      if (from <= to) {
        set.append(literal(from)).append('-').append(literal(to));
      }
      i += range ? 2 : 0;
    }
    if (set.isEmpty()) {
      return not ? "." : "(?!)";
    }
    return (not ? "[^" : "[") + set + "]";
  }

  private static String literal(char c) {
    return String.format(java.util.Locale.ROOT, "\\u%04x", (int) c);
  }
}
