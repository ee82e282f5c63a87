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
        String character = Character.toString(glob.codePointAt(i));
        regex.append(Pattern.quote(character));
        i += character.length() - 1;
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
    int[] members = text.codePoints().skip(not ? 1 : 0).toArray();
    var set = new StringBuilder();
    for (int i = 0; i < members.length; i++) {
      int from = members[i];
      boolean range = i + 2 < members.length && members[i + 1] == '-';
      int to = range ? members[i + 2] : from;
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

  private static String literal(int c) {
    return String.format(java.util.Locale.ROOT, "\\x{%x}", c);
  }
}
