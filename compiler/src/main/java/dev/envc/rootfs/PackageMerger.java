package dev.envc.rootfs;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.RootfsCode;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.Content;
import dev.envc.store.PackageEntry;
import dev.envc.store.PackageEntry.Kind;
import dev.envc.store.PathOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/// Merges the image of one package into a root as Portage does: directories that exist stay as they
/// are, links to directories are followed, symbolic links come last. What Portage would move out of
/// the way or refuse is a diagnostic.
final class PackageMerger {
  private final WorkRoot root;
  private final ConfigProtect protect;
  private final ConfigMemory memory;
  private final Ownership ownership;
  private final AssemblyLog log;
  private final String owner;
  private final Contents contents = new Contents();

  /// What further names of files lead to.
  private final Set<String> linked = new HashSet<>();

  /// The files of this package that have further names, by the names that its image has for them.
  private final Map<String, Names> files = new HashMap<>();

  /// A file of the package, and where in the root it came to lie under one of its names. Until then
  /// it has no place: a name for which there is nothing to do does not give it one.
  private static final class Names {
    private final PackageEntry file;
    private Optional<String> at = Optional.empty();

    Names(PackageEntry file) {
      this.file = file;
    }
  }

  PackageMerger(
      WorkRoot root,
      ConfigProtect protect,
      ConfigMemory memory,
      Ownership ownership,
      AssemblyLog log,
      String owner) {
    this.root = root;
    this.protect = protect;
    this.memory = memory;
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
        case Kind.Hardlink(var target) -> {
          hardlinks.add(e);
          linked.add(target);
        }
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
      case Kind.Regular(var content) -> regular(e, at.get(), content);
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

  private void regular(PackageEntry e, String path, Content content) throws IOException {
    var names = new Names(e);
    if (linked.contains(e.path())) {
      files.put(e.path(), names);
    }
    name(e, path, new Node.Regular(content), names);
  }

  private void hardlink(PackageEntry e, String path, String target) throws IOException {
    Names names = files.get(target);
    if (names == null || !(names.file.kind() instanceof Kind.Regular(var content))) {
      refuse(e, "it is another name of /" + target + ", which the package does not have");
      return;
    }
    files.put(e.path(), names);
    name(e, path, new Node.Regular(content), names);
  }

  /// One of the names of a file: the first that is laid anywhere becomes the file, the others are
  /// linked to it.
  private void name(PackageEntry e, String path, Node.Regular node, Names names)
      throws IOException {
    PackageEntry file = names.file;
    contents.file(e.path(), node.content(), file.time().seconds());
    Entry made = entry(file, path, node);
    Optional<String> free = free(e, made);
    if (free.isEmpty()) {
      return;
    }
    if (names.at.isEmpty()) {
      root.put(WorkRoot.at(made, free.get(), owner));
      names.at = free;
    } else if (!names.at.equals(free)) {
      root.putLink(free.get(), names.at.get(), owner);
    }
  }

  private void file(PackageEntry e, String path, Node node) throws IOException {
    record(e, node);
    Entry made = entry(e, path, node);
    free(e, made).ifPresent(at -> root.put(WorkRoot.at(made, at, owner)));
  }

  /// Where a file goes: to its path, or where that is taken, as [#place] says. Empty where nothing
  /// is to be done.
  private Optional<String> free(PackageEntry e, Entry made) throws IOException {
    Optional<Entry> there = root.get(made.path());
    return there.isEmpty() || there.get().owner().equals(WorkRoot.Owner.ENVC)
        ? Optional.of(made.path())
        : place(e, made, there.get());
  }

  /// Where a file goes whose place is taken: there when it is the same, beside it when the place is
  /// protected; otherwise it is a collision.
  private Optional<String> place(PackageEntry e, Entry made, Entry there) throws IOException {
    boolean covered = protect.covers(made, there.path());
    boolean placeholder = ConfigProtect.isPlaceholder(made);
    if (there.node() instanceof Node.Directory
        && (made.node() instanceof Node.Symlink || !covered || placeholder)) {
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
    } else if (!covered) {
      collision(e, "its content, kind, mode or owner differs", there.owner());
      return Optional.empty();
    }
    return covered && !placeholder ? update(e, made, there) : over(made, there);
  }

  /// A protected file whose place is taken. What the package brought last time is not laid beside
  /// it again.
  private Optional<String> update(PackageEntry e, Entry made, Entry there) throws IOException {
    boolean same = sameContent(made.node(), there.node());
    if (!same && memory.knows(e.path(), made.node())) {
      return Optional.empty();
    }
    memory.remember(e.path(), made.node());
    if (same) {
      return over(made, there);
    }
    String beside = ConfigProtect.besides(root, there, made.node());
    log.finding(
        "config-protected",
        beside,
        "%s brings another /%s than %s; it lies beside it, as CONFIG_PROTECT says."
            .formatted(owner, there.path(), there.owner()));
    return Optional.of(beside);
  }

  /// Puts a file over another. Where content, mode and attributes are the same Portage leaves the
  /// one that is there, with its owner and its other names, and gives it the time of the new one.
  private Optional<String> over(Entry made, Entry there) {
    if (made.node() instanceof Node.Regular
        && sameContent(made.node(), there.node())
        && made.mode() == there.mode()
        && sameXattrs(made, there)) {
      root.retime(there.path(), made.seconds(), made.nanos());
      return Optional.empty();
    }
    return Optional.of(there.path());
  }

  private static boolean sameXattrs(Entry a, Entry b) {
    return a.xattrs().keySet().equals(b.xattrs().keySet())
        && a.xattrs().entrySet().stream()
            .allMatch(x -> Arrays.equals(x.getValue(), b.xattrs().get(x.getKey())));
  }

  private void record(PackageEntry e, Node node) {
    switch (node) {
      case Node.Symlink(var target) -> contents.symlink(e.path(), target, e.time().seconds());
      case Node.Fifo _ -> contents.fifo(e.path());
      case Node.Device _ -> contents.device(e.path());
      case Node.Regular _, Node.Directory _, Node.Hardlink _ ->
          throw new IllegalStateException(e.path());
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
