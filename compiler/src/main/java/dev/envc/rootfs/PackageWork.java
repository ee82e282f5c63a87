package dev.envc.rootfs;

import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.PackageEntry;
import dev.envc.store.PackageEntry.FileTime;
import dev.envc.store.PackageEntry.Kind;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The image of one package on its way into a root, which pkg_preinst may change (PMS: D).
final class PackageWork {
  private final List<PackageEntry> packed;
  private final Map<String, Entry> before = new HashMap<>();

  /// The build directory: `image`, `temp` and so on.
  final Path build;

  final WorkRoot root = new WorkRoot();
  final DiskTree disk;

  PackageWork(
      List<PackageEntry> packed,
      String owner,
      Ownership ownership,
      Path build,
      Path kept,
      long seconds) {
    this.packed = packed;
    this.build = build;
    this.disk = new DiskTree(root, build.resolve("image"), kept, seconds);
    for (PackageEntry e : packed) {
      root.makeDirectories(WorkRoot.parent(e.path()), owner);
      if (e.kind() instanceof Kind.Hardlink(var target)) {
        root.putLink(e.path(), target, owner);
      } else {
        root.put(
            new Entry(
                e.path(),
                node(e.kind()),
                e.mode(),
                ownership.uid(e),
                ownership.gid(e),
                e.time().seconds(),
                e.time().nanos(),
                e.xattrs(),
                owner));
      }
    }
    root.toTree().entries().forEach(e -> before.put(e.path(), e));
  }

  /// What is to be merged: as it was packed, but for what has changed.
  List<PackageEntry> entries() {
    var original = new HashMap<String, PackageEntry>();
    packed.forEach(e -> original.put(e.path(), e));
    return root.toTree().entries().stream()
        .filter(e -> !e.path().isEmpty())
        .map(
            e -> {
              PackageEntry there = original.get(e.path());
              return there != null && e.equals(before.get(e.path())) ? there : packed(e);
            })
        .toList();
  }

  private static PackageEntry packed(Entry e) {
    Kind kind =
        switch (e.node()) {
          case Node.Directory _ -> new Kind.Directory();
          case Node.Regular(var content) -> new Kind.Regular(content);
          case Node.Symlink(var target) -> new Kind.Symlink(target);
          case Node.Hardlink(var target) -> new Kind.Hardlink(target);
          case Node.Fifo _ -> new Kind.Fifo();
          case Node.Device(var block, var major, var minor) -> new Kind.Device(block, major, minor);
        };
    return new PackageEntry(
        e.path(),
        kind,
        e.mode(),
        e.uid(),
        e.gid(),
        java.util.Optional.empty(),
        java.util.Optional.empty(),
        new FileTime(e.seconds(), e.nanos()),
        e.xattrs());
  }

  private static Node node(Kind kind) {
    return switch (kind) {
      case Kind.Directory _ -> new Node.Directory();
      case Kind.Regular(var content) -> new Node.Regular(content);
      case Kind.Symlink(var target) -> new Node.Symlink(target);
      case Kind.Hardlink(var target) -> new Node.Hardlink(target);
      case Kind.Fifo _ -> new Node.Fifo();
      case Kind.Device(var block, var major, var minor) -> new Node.Device(block, major, minor);
    };
  }
}
