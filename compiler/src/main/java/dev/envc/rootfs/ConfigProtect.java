package dev.envc.rootfs;

import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import java.util.List;
import java.util.Optional;

/// CONFIG_PROTECT and CONFIG_PROTECT_MASK: which files belong to the administrator once they are
/// there. The longest matching directory decides, as in portage(5).
record ConfigProtect(List<String> protect, List<String> mask) {
  ConfigProtect {
    protect = protect.stream().map(ConfigProtect::bare).toList();
    mask = mask.stream().map(ConfigProtect::bare).toList();
  }

  boolean covers(String path) {
    int protectedBy = longest(protect, path);
    return protectedBy >= 0 && protectedBy > longest(mask, path);
  }

  /// The name under which another version of a protected file is laid beside it: `._cfg0000_name`,
  /// counting up past the names that exist; the last of these when it holds the same.
  static String besides(WorkRoot root, String path, Node node) {
    String last = "";
    for (int i = 0; ; i++) {
      String name = String.format(java.util.Locale.ROOT, "._cfg%04d_", i) + WorkRoot.name(path);
      String candidate = WorkRoot.join(WorkRoot.parent(path), name);
      Optional<Entry> there = root.get(candidate);
      if (there.isEmpty()) {
        boolean same =
            root.get(last).filter(e -> PackageMerger.sameContent(e.node(), node)).isPresent();
        return same ? last : candidate;
      }
      last = candidate;
    }
  }

  private static int longest(List<String> directories, String path) {
    return directories.stream()
        .filter(d -> path.equals(d) || path.startsWith(d + "/"))
        .mapToInt(String::length)
        .max()
        .orElse(-1);
  }

  private static String bare(String path) {
    String p = path.startsWith("/") ? path.substring(1) : path;
    return p.endsWith("/") ? p.substring(0, p.length() - 1) : p;
  }
}
