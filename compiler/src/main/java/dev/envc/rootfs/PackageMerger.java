package dev.envc.rootfs;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.RootfsCode;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.PackageEntry;
import dev.envc.store.PackageEntry.Kind;
import dev.envc.store.PathOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// Merges the image of one package into a root as Portage does: directories that exist stay as they
/// are, links to directories are followed, symbolic links come last. What Portage would move out of
/// the way or refuse is a diagnostic.
final class PackageMerger {
  private final WorkRoot root;
  private final ConfigProtect protect;
  private final Ownership ownership;
  private final AssemblyLog log;
  private final String owner;
  private final Contents contents = new Contents();

  /// Where the names of this package's files came to lie: path in the image -> path in the root.
  private final Map<String, String> placed = new HashMap<>();

  PackageMerger(
      WorkRoot root, ConfigProtect protect, Ownership ownership, AssemblyLog log, String owner) {
    this.root = root;
    this.protect = protect;
    this.ownership = ownership;
    this.log = log;
    this.owner = owner;
  }

  Contents merge(List<PackageEntry> entries) throws IOException {
    var ordinary = new ArrayList<PackageEntry>(entries.size());
    var hardlinks = new ArrayList<PackageEntry>();
    var symlinks = new ArrayList<PackageEntry>();
    for (PackageEntry e : entries) {
      switch (e.kind()) {
        case Kind.Hardlink _ -> hardlinks.add(e);
        case Kind.Symlink _ -> symlinks.add(e);
        default -> ordinary.add(e);
      }
    }
    mergeAll(ordinary);
    mergeAll(hardlinks);
    mergeAll(symlinks);
    return contents;
  }

  private void mergeAll(List<PackageEntry> entries) throws IOException {
    entries.sort(PathOrder.by(PackageEntry::path));
    for (PackageEntry e : entries) {
      if (!e.path().isEmpty()) {
        mergeEntry(e);
      }
    }
  }

  private void mergeEntry(PackageEntry e) throws IOException {
    if (e.path().indexOf('\n') >= 0 || e.path().indexOf('\r') >= 0) {
      refuse(e, "its name holds a line end, which CONTENTS cannot carry");
      return;
    }
    Optional<String> at = root.makeParents(e.path(), owner);
    if (at.isEmpty()) {
      collision(e, "a parent of it is not a directory", parentOwner(e.path()));
      return;
    }
    switch (e.kind()) {
      case Kind.Directory _ -> directory(e, at.get());
      case Kind.Regular(var content) -> file(e, at.get(), new Node.Regular(content));
      case Kind.Symlink(var target) -> file(e, at.get(), new Node.Symlink(target));
      case Kind.Hardlink(var target) -> hardlink(e, at.get(), target);
      case Kind.Fifo _ -> file(e, at.get(), new Node.Fifo());
      case Kind.Device _ -> refuse(e, "it is a device node, and only a manifest may ask for one");
    }
  }

  private void directory(PackageEntry e, String path) {
    Optional<Entry> there = root.get(path);
    if (there.isEmpty()) {
      Entry made = WorkRoot.directory(path, e.mode(), ownership.uid(e), ownership.gid(e), owner);
      root.put(withXattrs(made, e.xattrs()));
    } else if (there.get().node() instanceof Node.Directory) {
      compareDirectory(e, there.get());
    } else if (!root.isDirectory(path)) {
      collision(e, "a file is where it has a directory", there.get().owner());
      return;
    }
    contents.directory(e.path());
  }

  /// Portage keeps the first one's mode and owner and says nothing; a wrong umask shows here.
  private void compareDirectory(PackageEntry e, Entry there) {
    if (there.owner().equals(WorkRoot.Owner.ENVC)) {
      root.put(
          withXattrs(
              WorkRoot.directory(there.path(), e.mode(), ownership.uid(e), ownership.gid(e), owner),
              e.xattrs()));
    } else if (there.mode() != e.mode()
        || there.uid() != ownership.uid(e)
        || there.gid() != ownership.gid(e)) {
      log.clash(
          new AssemblyLog.DirectoryClash(
              there, owner, e.mode(), ownership.uid(e), ownership.gid(e)));
    }
  }

  private void file(PackageEntry e, String path, Node node) throws IOException {
    Entry made = entry(e, path, node);
    Optional<Entry> there = root.get(path);
    String target = path;
    if (there.isPresent() && !there.get().owner().equals(WorkRoot.Owner.ENVC)) {
      Optional<String> free = place(e, made, there.get());
      if (free.isEmpty()) {
        return;
      }
      target = free.get();
    }
    root.put(WorkRoot.at(made, target, owner));
    placed.put(e.path(), target);
    record(e, node);
  }

  /// Where a file goes whose place is taken: there when it is the same, beside it when the place is
  /// protected; otherwise it is a collision.
  private Optional<String> place(PackageEntry e, Entry made, Entry there) {
    if (there.node() instanceof Node.Directory
        && (made.node() instanceof Node.Symlink || !protect.covers(there.path()))) {
      collision(e, "a directory is where it has a file or link", there.owner());
      return Optional.empty();
    }
    boolean same = sameFile(made, there);
    if (there.owner().equals(owner)) {
      if (!same) {
        collision(e, "the package has it twice, through a link between directories", owner);
      }
      return same ? Optional.of(there.path()) : Optional.empty();
    }
    if (same) {
      log.finding(
          "shared-file",
          there.path(),
          "%s and %s bring the same file.".formatted(there.owner(), owner));
      return Optional.of(there.path());
    }
    if (protect.covers(there.path()) && sameContent(made.node(), there.node())) {
      return Optional.of(there.path());
    }
    if (protect.covers(there.path())) {
      String beside = ConfigProtect.besides(root, there.path(), made.node());
      log.finding(
          "config-protected",
          beside,
          "%s brings another /%s than %s; it lies beside it, as CONFIG_PROTECT says."
              .formatted(owner, there.path(), there.owner()));
      return Optional.of(beside);
    }
    collision(e, "its content, kind, mode or owner differs", there.owner());
    return Optional.empty();
  }

  private void hardlink(PackageEntry e, String path, String target) throws IOException {
    String file = placed.get(target);
    Optional<Entry> linked = file == null ? Optional.empty() : root.get(file);
    if (file == null
        || linked.isEmpty()
        || !(linked.get().node() instanceof Node.Regular regular)) {
      refuse(e, "it is another name of /" + target + ", which the package does not have");
      return;
    }
    Optional<Entry> there = root.get(path);
    if (there.isPresent()) {
      Entry made = WorkRoot.at(linked.get(), path, owner);
      Optional<String> free = place(e, made, there.get());
      if (free.isEmpty()) {
        return;
      }
      path = free.get();
    }
    if (!path.equals(file)) {
      root.putLink(path, file, owner);
    }
    placed.put(e.path(), path);
    contents.file(e.path(), regular.content().md5(), linked.get().seconds());
  }

  private void record(PackageEntry e, Node node) throws IOException {
    switch (node) {
      case Node.Regular(var content) -> contents.file(e.path(), content.md5(), e.time().seconds());
      case Node.Symlink(var target) -> contents.symlink(e.path(), target, e.time().seconds());
      case Node.Fifo _ -> contents.fifo(e.path());
      case Node.Device _ -> contents.device(e.path());
      case Node.Directory _, Node.Hardlink _ -> throw new IllegalStateException(e.path());
    }
  }

  private Entry entry(PackageEntry e, String path, Node node) {
    int mode = node instanceof Node.Symlink ? 0777 : e.mode();
    return new Entry(
        path,
        node,
        mode,
        ownership.uid(e),
        ownership.gid(e),
        e.time().seconds(),
        e.time().nanos(),
        e.xattrs(),
        owner);
  }

  private static boolean sameFile(Entry a, Entry b) {
    return sameContent(a.node(), b.node())
        && a.mode() == b.mode()
        && a.uid() == b.uid()
        && a.gid() == b.gid();
  }

  /// Whether two nodes hold the same; then Portage merges over a protected file, mode and all.
  static boolean sameContent(Node a, Node b) {
    return switch (a) {
      case Node.Regular(var content) ->
          b instanceof Node.Regular(var other) && content.digest().equals(other.digest());
      case Node.Symlink(var target) -> b instanceof Node.Symlink(var other) && target.equals(other);
      case Node.Fifo _ -> b instanceof Node.Fifo;
      case Node.Device _, Node.Directory _, Node.Hardlink _ -> false;
    };
  }

  private static Entry withXattrs(Entry e, SortedMap<String, byte[]> xattrs) {
    return new Entry(
        e.path(), e.node(), e.mode(), e.uid(), e.gid(), e.seconds(), e.nanos(), xattrs, e.owner());
  }

  private void collision(PackageEntry e, String why, String other) {
    String message =
        other.equals(owner)
            ? "%s cannot be merged: %s.".formatted(WorkRoot.printable(e.path()), why)
            : "%s and %s both bring %s, and %s."
                .formatted(other, owner, WorkRoot.printable(e.path()), why);
    log.problem(
        Diagnostic.error(RootfsCode.COLLISION, message)
            .note("The first is " + other + ".")
            .note("The second is " + owner + ".")
            .hint("Leave out one of the packages, mask the file, or have the packages mended."));
  }

  private void refuse(PackageEntry e, String why) {
    log.problem(
        Diagnostic.error(
            RootfsCode.NOT_MERGEABLE,
            "%s of %s is not merged: %s.".formatted(WorkRoot.printable(e.path()), owner, why)));
  }

  private String parentOwner(String path) {
    for (String p = WorkRoot.parent(path); !p.isEmpty(); p = WorkRoot.parent(p)) {
      Optional<Entry> e = root.get(p);
      if (e.isPresent() && !(e.get().node() instanceof Node.Directory)) {
        return e.get().owner();
      }
    }
    return owner;
  }
}
