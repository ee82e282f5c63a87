package dev.envc.backend.disk.assemble;

import dev.envc.backend.disk.boot.TreeEdit;
import dev.envc.backend.disk.layout.Partition;
import dev.envc.rootfs.FileTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Cuts a file tree into the trees of the partitions, by their mount points. The directory a
/// partition is mounted on stays, empty, in the tree around it.
public final class PartitionTrees {
  private final FileTree tree;
  private final List<Partition> mounted;
  private final long seconds;

  public PartitionTrees(FileTree tree, List<Partition> partitions, long seconds) {
    this.tree = tree;
    this.seconds = seconds;
    this.mounted =
        partitions.stream()
            .filter(p -> !p.mount().isEmpty() && p.copyOf().isEmpty())
            .sorted(Comparator.comparingInt((Partition p) -> p.mount().length()).reversed())
            .toList();
  }

  /// The trees by the name of the partition.
  public Map<String, TreeEdit> cut() {
    Map<String, TreeEdit> trees = new HashMap<>();
    mounted.forEach(p -> trees.put(p.name(), TreeEdit.empty(seconds)));
    Map<String, Owner> owners = new HashMap<>();
    for (FileTree.Entry e : tree.entries()) {
      place(e, trees, owners);
    }
    for (Partition p : mounted) {
      around(p).ifPresent(o -> edit(trees, o).directory(inside(o, p.mount())));
    }
    return trees;
  }

  /// Where an entry went.
  private record Owner(Partition partition, FileTree.Entry entry) {}

  private void place(FileTree.Entry e, Map<String, TreeEdit> trees, Map<String, Owner> owners) {
    Partition p = holding("/" + e.path());
    FileTree.Entry moved = moved(e, inside(p, "/" + e.path()), e.node());
    if (e.node() instanceof FileTree.Node.Hardlink link) {
      Owner target = owners.get(link.target());
      if (target != null && target.partition().equals(p)) {
        moved = moved(e, moved.path(), new FileTree.Node.Hardlink(target.entry().path()));
      } else if (target != null) {
        // Its first name went to another partition: here it becomes a file of its own.
        moved = moved(e, moved.path(), target.entry().node());
        owners.put(e.path(), new Owner(p, moved));
      }
    } else {
      owners.put(e.path(), new Owner(p, moved));
    }
    edit(trees, p).put(moved);
    boolean isMount = mounted.stream().anyMatch(m -> m.mount().equals("/" + e.path()));
    if (isMount && !e.path().isEmpty()) {
      around(p).ifPresent(o -> edit(trees, o).put(moved(e, inside(o, "/" + e.path()), e.node())));
    }
  }

  private static TreeEdit edit(Map<String, TreeEdit> trees, Partition p) {
    TreeEdit edit = trees.get(p.name());
    if (edit == null) {
      throw new IllegalStateException("no tree of " + p.name());
    }
    return edit;
  }

  /// The partition that holds a path: the longest mount point wins.
  private Partition holding(String path) {
    return mounted.stream()
        .filter(p -> covers(p, path))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no partition for " + path));
  }

  private Optional<Partition> around(Partition inner) {
    return mounted.stream().filter(p -> !p.equals(inner) && covers(p, inner.mount())).findFirst();
  }

  private static boolean covers(Partition p, String path) {
    return p.mount().equals("/") || path.equals(p.mount()) || path.startsWith(p.mount() + "/");
  }

  /// An absolute path as the partition's tree has it.
  private static String inside(Partition p, String path) {
    if (p.mount().equals("/")) {
      return path.substring(1);
    }
    return path.equals(p.mount()) ? "" : path.substring(p.mount().length() + 1);
  }

  private static FileTree.Entry moved(FileTree.Entry e, String path, FileTree.Node node) {
    return new FileTree.Entry(
        path, node, e.mode(), e.uid(), e.gid(), e.seconds(), e.nanos(), e.xattrs(), e.owner());
  }

  /// The largest packages of a tree, with the bytes of their files.
  static List<Map.Entry<String, Long>> largestPackages(FileTree tree) {
    Map<String, Long> sizes = new HashMap<>();
    for (FileTree.Entry e : tree.entries()) {
      if (e.node() instanceof FileTree.Node.Regular r) {
        sizes.merge(e.owner(), r.content().size(), Long::sum);
      }
    }
    List<Map.Entry<String, Long>> all = new ArrayList<>(sizes.entrySet());
    all.sort(
        Map.Entry.<String, Long>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey()));
    return all.subList(0, Math.min(5, all.size()));
  }
}
