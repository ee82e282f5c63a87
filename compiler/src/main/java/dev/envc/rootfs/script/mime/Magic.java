package dev.envc.rootfs.script.mime;

import java.util.Comparator;
import java.util.List;

/// What the beginning of a file of a type looks like.
///
/// @param deletes whether it stands for `magic-deleteall`: what files further back said of the type
///   does not hold
record Magic(int priority, MimeType type, List<Match> matches, boolean deletes) {
  static final Comparator<Magic> ORDER =
      Comparator.comparing((Magic m) -> !m.deletes)
          .thenComparingInt(m -> m.deletes ? 0 : -m.priority)
          .thenComparing((a, b) -> a.deletes ? 0 : MimeType.ORDER.compare(a.type, b.type));

  Magic {
    matches = List.copyOf(matches);
  }

  static Magic deleteAll(MimeType type) {
    var nothing = new Match(0, 1, 1, MatchValue.text("__NOMAGIC__"), List.of());
    return new Magic(0, type, List.of(nothing), true);
  }
}
