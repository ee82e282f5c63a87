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

  /// Whether a file that is to go to this path may not go over what is there. Only files and links
  /// are protected.
  boolean covers(Entry made, String path) {
    return (made.node() instanceof Node.Regular || made.node() instanceof Node.Symlink)
        && covers(path);
  }

  /// An empty file that only keeps a directory (`.keep` of keepdir, PMS 12.3.8) is nothing that
  /// anybody edits, and goes over what is there.
  static boolean isPlaceholder(Entry made) {
    return made.node() instanceof Node.Regular(var content)
        && content.size() == 0
        && WorkRoot.name(made.path()).startsWith(".keep");
  }

  /// The name under which another version of a protected file is laid beside it: `._cfg0000_name`,
  /// counting up past the names that exist; the last of these when all three are files, and it
  /// holds the same.
  static String besides(WorkRoot root, Entry there, Node node) {
    String path = there.path();
    String last = "";
    for (int i = 0; ; i++) {
      String name = String.format(java.util.Locale.ROOT, "._cfg%04d_", i) + WorkRoot.name(path);
      String candidate = WorkRoot.join(WorkRoot.parent(path), name);
      Optional<Entry> taken = root.get(candidate);
      if (taken.isEmpty()) {
        boolean same =
            there.node() instanceof Node.Regular
                && node instanceof Node.Regular
                && root.get(last)
                    .filter(e -> PackageMerger.sameContent(e.node(), node))
                    .isPresent();
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
