package dev.envc.rootfs.script.mime;

import java.util.Comparator;
import java.util.List;

/// Which files a medium of a type has.
record TreeMagic(int priority, MimeType type, List<TreeMatch> matches) {
  static final Comparator<TreeMagic> ORDER =
      Comparator.comparingInt((TreeMagic m) -> -m.priority)
          .thenComparing(TreeMagic::type, MimeType.ORDER);

  TreeMagic {
    matches = List.copyOf(matches);
  }
}
