package dev.envc.rootfs;

import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.PathOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A root on disk, for programs that change it: laid out from the root in memory, and read back.
/// Owners, extended attributes, device nodes and pipes are not laid out. Neither are names outside
/// ASCII, because how Java writes them depends on the locale.
final class DiskTree {
  private final WorkRoot root;
  private final DiskFiles files;
  private final long seconds;
  private final Map<String, Laid> laid = new HashMap<>();

  /// An entry as it was laid out, and what the disk said of it then.
  private record Laid(Entry entry, Stamp stamp) {}

  /// What a program did to a path.
  record Change(String path, String how) {}

  /// @param seconds the time that files have which were written
  DiskTree(WorkRoot root, Path directory, Path kept, long seconds) {
    this.root = root;
    this.files = new DiskFiles(directory, kept);
    this.seconds = seconds;
  }

  /// Brings the disk to what the root in memory is.
  void write() throws IOException {
    files.begin();
    Set<String> present = new HashSet<>();
    for (Entry e : root.toTree().entries()) {
      if (DiskFiles.isLaidOut(e)) {
        present.add(e.path());
        Laid there = laid.get(e.path());
        if (there == null || !there.entry().equals(e)) {
          files.place(e);
          laid.put(e.path(), new Laid(e, Stamp.of(files.path(e.path()))));
          if (e.node() instanceof Node.Hardlink(var target)) {
            Stamp stamp = Stamp.of(files.path(target));
            laid.computeIfPresent(target, (_, l) -> new Laid(l.entry(), stamp));
          }
        }
      }
    }
    List<String> gone =
        laid.keySet().stream()
            .filter(p -> !present.contains(p))
            .sorted(PathOrder.INSTANCE.reversed())
            .toList();
    for (String path : gone) {
      Files.deleteIfExists(files.path(path));
      laid.remove(path);
    }
  }

  /// Takes what has changed on the disk into the root in memory; what is new is of `owner`.
  List<Change> read(String owner) throws IOException {
    var changes = new ArrayList<Change>();
    Set<String> seen = new HashSet<>();
    read("", owner, new HashMap<>(), seen, changes);
    for (String path : laid.keySet().stream().sorted(PathOrder.INSTANCE).toList()) {
      if (!seen.contains(path)) {
        removeBelow(path);
        root.remove(path);
        laid.remove(path);
        changes.add(new Change(path, "removed"));
      }
    }
    return changes;
  }

  private void read(
      String path, String owner, Map<Long, String> inodes, Set<String> seen, List<Change> changes)
      throws IOException {
    seen.add(path);
    Path file = files.path(path);
    Stamp stamp = Stamp.of(file);
    Laid there = laid.get(path);
    boolean isDirectory = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
    boolean wasDirectory = there != null && there.entry().node() instanceof Node.Directory;
    if (there == null || isDirectory != wasDirectory || !there.stamp().isSame(stamp, isDirectory)) {
      if (!take(path, file, stamp, owner, inodes, changes)) {
        // Nothing may stay on the disk that the root in memory does not have.
        Files.delete(file);
        seen.remove(path);
        return;
      }
      root.get(path).ifPresent(e -> laid.put(path, new Laid(laidOut(path).orElse(e), stamp)));
    }
    if (isDirectory && !DiskFiles.isApart(path)) {
      if ((stamp.mode() & 0700) != 0700) {
        Files.setAttribute(file, "unix:mode", stamp.mode() | 0700);
      }
      List<String> names;
      try (Stream<Path> list = Files.list(file)) {
        names = list.map(p -> p.getFileName().toString()).sorted().toList();
      }
      for (String name : names) {
        if (DiskFiles.isAscii(name)) {
          read(WorkRoot.join(path, name), owner, inodes, seen, changes);
        } else {
          changes.add(new Change(WorkRoot.join(path, name), "left out, its name is not ASCII"));
        }
      }
    }
  }

  /// What a directory held that was not laid out goes with it.
  private void removeBelow(String path) {
    if (root.get(path).filter(e -> e.node() instanceof Node.Directory).isPresent()) {
      root.below(path).forEach(root::remove);
    }
  }

  /// The entry as [WorkRoot#toTree] will have it, so that it counts as laid out.
  private Optional<Entry> laidOut(String path) {
    return root.isLinked(path) ? root.toTree().find(path) : root.get(path);
  }

  /// @return whether it could be taken
  private boolean take(
      String path,
      Path file,
      Stamp stamp,
      String owner,
      Map<Long, String> inodes,
      List<Change> changes)
      throws IOException {
    Optional<Entry> old = root.get(path);
    Optional<Node> node = files.node(file, stamp);
    if (node.isEmpty()) {
      changes.add(new Change(path, "left out, it is no file, directory or link to an ASCII name"));
      return false;
    }
    String first = node.get() instanceof Node.Regular ? inodes.get(stamp.inode()) : null;
    if (first != null) {
      boolean linked = old.isPresent() && root.isLinked(path);
      root.putLink(path, first, old.map(Entry::owner).orElse(owner));
      if (!linked) {
        changes.add(new Change(path, "another name of /" + first));
      }
      return true;
    }
    inodes.put(stamp.inode(), path);
    boolean kind = old.isPresent() && old.get().node().getClass() == node.get().getClass();
    boolean same = kind && sameNode(old.get().node(), node.get());
    if (same && (mode(old.get(), stamp) == old.get().mode())) {
      return true;
    }
    if (!kind) {
      removeBelow(path);
    }
    Node value = same ? old.get().node() : node.get();
    root.put(
        new Entry(
            path,
            value,
            node.get() instanceof Node.Symlink
                ? 0777
                : kind ? mode(old.get(), stamp) : stamp.mode(),
            kind ? old.get().uid() : 0,
            kind ? old.get().gid() : 0,
            isTimeless(node.get()) ? WorkRoot.DIRECTORY_TIME : same ? old.get().seconds() : seconds,
            same ? old.get().nanos() : 0,
            same ? old.get().xattrs() : new TreeMap<>(),
            old.map(Entry::owner).orElse(owner)));
    changes.add(new Change(path, described(old, kind, same, node.get(), stamp)));
    return true;
  }

  private static boolean isTimeless(Node node) {
    return node instanceof Node.Directory;
  }

  private static String described(
      Optional<Entry> old, boolean kind, boolean same, Node node, Stamp stamp) {
    String what =
        switch (node) {
          case Node.Directory _ -> "directory";
          case Node.Symlink(var target) -> "link to " + target;
          default -> "file";
        };
    String mode = node instanceof Node.Symlink ? "" : ", " + Modes.octal(stamp.mode());
    return old.isEmpty()
        ? "added: " + what + mode
        : same ? "mode " + Modes.octal(stamp.mode()) : kind ? "changed" : "now a " + what + mode;
  }

  /// The mode now: as it was, unless the script changed what was laid out (a directory is laid out
  /// so that its owner can write to it).
  private int mode(Entry old, Stamp stamp) {
    Laid there = laid.get(old.path());
    return there != null && there.stamp().mode() == stamp.mode() ? old.mode() : stamp.mode();
  }

  private static boolean sameNode(Node a, Node b) {
    return (a instanceof Node.Regular(var x) && b instanceof Node.Regular(var y))
        ? x.digest().equals(y.digest())
        : a.equals(b);
  }
}
