package dev.envc.rootfs.script.mime;

import java.util.Comparator;

/// A pattern of names of files of a type.
///
/// @param deletes whether it stands for `glob-deleteall`: patterns that files further back gave the
///   type do not hold
record Glob(String pattern, MimeType type, int weight, boolean isCaseSensitive, boolean deletes) {
  static final Comparator<Glob> ORDER =
      Comparator.comparing((Glob g) -> !g.deletes).thenComparingInt(g -> g.deletes ? 0 : -g.weight);

  static Glob deleteAll(MimeType type) {
    return new Glob("__NOGLOBS__", type, 0, false, true);
  }

  /// The number of the cache.
  int weightAndFlags() {
    return (weight & 0xff) | flags();
  }

  int flags() {
    return isCaseSensitive ? 0x100 : 0;
  }

  /// How a pattern is looked up in the cache.
  enum Kind {
    LITERAL,
    /// A `*` and a text behind it.
    SUFFIX,
    FULL;

    static Kind of(String pattern) {
      for (int i = 0; i < pattern.length(); i++) {
        char c = pattern.charAt(i);
        if ("\\[?*".indexOf(c) >= 0 && !(i == 0 && c == '*')) {
          return FULL;
        }
      }
      return pattern.startsWith("*") ? SUFFIX : LITERAL;
    }
  }
}
