package dev.envc.backend.disk.ext4;

import dev.envc.rootfs.FileTree;
import dev.envc.store.PosixName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A file tree with inode numbers: the root is 2, `lost+found` 11, the rest follow in the tree's
/// order.
final class Ext4Files {
  static final int ROOT = 2;
  static final int JOURNAL = 8;
  static final int FIRST = 11;

  /// An inode to be.
  static final class File {
    final FileTree.Entry entry;
    final Ext4Xattrs xattrs;
    final int inode;
    final int parent;
    final List<Ext4Directory.Name> names = new ArrayList<>();
    int links;

    private File(FileTree.Entry entry, int inode, int parent) {
      this.entry = entry;
      this.xattrs = Ext4Xattrs.of(entry.xattrs());
      this.inode = inode;
      this.parent = parent;
      this.links = isDirectory() ? 2 : 1;
    }

    boolean isDirectory() {
      return entry.node() instanceof FileTree.Node.Directory;
    }

    /// The bytes that take blocks of their own.
    long dataLength() {
      return switch (entry.node()) {
        case FileTree.Node.Directory _ -> (long) directoryBlocks() * Ext4Geometry.BLOCK;
        case FileTree.Node.Regular r -> r.content().size();
        case FileTree.Node.Symlink s -> {
          int length = PosixName.encode(s.target()).length;
          yield length < 60 ? 0 : length;
        }
        case FileTree.Node.Hardlink _, FileTree.Node.Fifo _, FileTree.Node.Device _ -> 0;
      };
    }

    private int directoryBlocks() {
      return Ext4Directory.blocks(names.stream().map(n -> n.name().length).toList());
    }

    boolean hasXattrBlock() {
      return !xattrs.fitsInode();
    }
  }

  private final List<File> files = new ArrayList<>();

  private Ext4Files() {}

  /// In the order of their inode numbers, but for the root which comes first.
  List<File> files() {
    return files;
  }

  int lastInode() {
    return FIRST + files.size() - 2;
  }

  /// Data blocks of all the files, without those of extent trees.
  long blocks() {
    return files.stream()
        .mapToLong(f -> blocks(f.dataLength()) + (f.hasXattrBlock() ? 1 : 0))
        .sum();
  }

  static long blocks(long bytes) {
    return (bytes + Ext4Geometry.BLOCK - 1) / Ext4Geometry.BLOCK;
  }

  static Ext4Files of(FileTree tree, long seconds) {
    var result = new Ext4Files();
    Map<String, File> byPath = new HashMap<>();
    result.add(tree.find("").orElseGet(() -> directory("", 0755, seconds)), byPath);
    result.add(
        tree.find("lost+found").orElseGet(() -> directory("lost+found", 0700, seconds)), byPath);
    for (FileTree.Entry e : tree.entries()) {
      if (!byPath.containsKey(e.path())) {
        result.add(e, byPath);
      }
    }
    return result;
  }

  private static FileTree.Entry directory(String path, int mode, long seconds) {
    return new FileTree.Entry(
        path, new FileTree.Node.Directory(), mode, 0, 0, seconds, 0, new TreeMap<>(), "envc");
  }

  private void add(FileTree.Entry e, Map<String, File> byPath) {
    int slash = e.path().lastIndexOf('/');
    File parent = byPath.get(slash < 0 ? "" : e.path().substring(0, slash));
    if (parent == null && !e.path().isEmpty()) {
      throw new IllegalArgumentException("no directory for " + e.path());
    }
    File file;
    if (e.node() instanceof FileTree.Node.Hardlink link) {
      file = target(byPath, link, e.path());
      file.links++;
    } else {
      int inode = e.path().isEmpty() ? ROOT : FIRST + files.size() - 1;
      file = new File(e, inode, parent == null ? ROOT : parent.inode);
      files.add(file);
    }
    byPath.put(e.path(), file);
    if (parent != null) {
      String name = e.path().substring(slash + 1);
      parent.names.add(
          Ext4Directory.Name.of(name, file.inode, Ext4Inode.nameType(file.entry.node())));
      parent.links += file.isDirectory() ? 1 : 0;
    }
  }

  private static File target(Map<String, File> byPath, FileTree.Node.Hardlink link, String path) {
    File file = byPath.get(link.target());
    if (file == null) {
      throw new IllegalArgumentException(path + " is a link to " + link.target());
    }
    return file;
  }
}
