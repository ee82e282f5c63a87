package dev.envc.rootfs;

import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.rootfs.script.TargetRoot;
import dev.envc.store.Content;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The root for the native counterpart of a script. What it changes is a finding `script-native`.
record CounterpartRoot(
    WorkRoot root, GeneratedFiles files, Accounts accounts, AssemblyLog log, String counterpart)
    implements TargetRoot {
  @Override
  public Optional<Content> file(String path) {
    return root.file(path);
  }

  @Override
  public Optional<String> digest(String path) {
    return root.file(path).map(c -> c.digest().toString());
  }

  @Override
  public boolean exists(String path) {
    return root.follow(path).isPresent();
  }

  @Override
  public boolean isDirectory(String path) {
    return root.isDirectory(path);
  }

  @Override
  public Optional<String> link(String path) {
    return entry(path)
        .flatMap(
            e ->
                e.node() instanceof Node.Symlink(var target)
                    ? Optional.of(target)
                    : Optional.empty());
  }

  @Override
  public Optional<String> owner(String path) {
    return entry(path).map(Entry::owner);
  }

  @Override
  public List<String> names(String directory) {
    return root.names(directory);
  }

  @Override
  public List<String> below(String directory) {
    return root.below(directory).stream()
        .filter(
            p ->
                root.get(p).filter(e -> !(e.node() instanceof Node.Directory)).isPresent()
                    && root.file(p).isPresent())
        .toList();
  }

  @Override
  public List<String> all(String directory) {
    return root.below(directory);
  }

  @Override
  public void write(String path, byte[] bytes, int mode) {
    files.write(path, bytes, mode);
    changed(path, "written");
  }

  @Override
  public void rewrite(String path, byte[] bytes) {
    Entry e = entry(path).orElseThrow();
    root.rewrite(e.path(), BytesContent.of(bytes));
    changed(path, "written");
  }

  @Override
  public void writeAll(String directory, Map<String, byte[]> written, int mode) {
    written.forEach((name, bytes) -> files.write(directory + "/" + name, bytes, mode));
    changed(directory, "written");
  }

  @Override
  public void symlink(String path, String target) {
    files.symlink(path, target, WorkRoot.Owner.ENVC);
    changed(path, "linked to " + target);
  }

  @Override
  public void fifo(String path, int mode, long uid, long gid) {
    files.fifo(path, mode, uid, gid);
    changed(path, "a fifo, %s %d:%d".formatted(Modes.octal(mode), uid, gid));
  }

  @Override
  public void directory(String path, int mode, long uid, long gid) {
    files.directory(path, mode, uid, gid, WorkRoot.Owner.ENVC);
    changed(path, "a directory, %s %d:%d".formatted(Modes.octal(mode), uid, gid));
  }

  @Override
  public Optional<Attributes> attributes(String path) {
    return entry(path).map(e -> new Attributes(kind(e.node()), e.mode(), e.uid(), e.gid()));
  }

  private static Kind kind(Node node) {
    return switch (node) {
      case Node.Directory _ -> Kind.DIRECTORY;
      case Node.Regular _ -> Kind.REGULAR;
      case Node.Fifo _ -> Kind.FIFO;
      case Node.Symlink _, Node.Hardlink _, Node.Device _ -> Kind.OTHER;
    };
  }

  @Override
  public void change(String path, int mode, long uid, long gid) {
    Entry e = entry(path).orElseThrow();
    int bits = e.node() instanceof Node.Symlink ? e.mode() : mode;
    root.access(e.path(), bits, uid, gid);
    changed(path, "given %s %d:%d".formatted(Modes.octal(bits), uid, gid));
  }

  @Override
  public void copy(String source, String target) {
    Entry e = entry(source).orElseThrow();
    root.resolveParents(target)
        .ifPresent(
            path -> {
              root.makeDirectories(WorkRoot.parent(path), WorkRoot.Owner.ENVC);
              root.put(WorkRoot.at(e, path, WorkRoot.Owner.ENVC));
              changed(path, "copied from " + WorkRoot.printable(source));
            });
  }

  @Override
  public void remove(String path) {
    entry(path)
        .ifPresent(
            e -> {
              root.remove(e.path());
              changed(path, "removed");
            });
  }

  @Override
  public Optional<Long> uid(String name) {
    return number(name, accounts.uids());
  }

  @Override
  public Optional<Long> gid(String name) {
    return number(name, accounts.gids());
  }

  private static Optional<Long> number(String name, Map<String, Long> known) {
    return name.matches("[0-9]{1,9}")
        ? Optional.of(Long.parseLong(name))
        : Optional.ofNullable(known.get(name));
  }

  private Optional<Entry> entry(String path) {
    return root.resolveParents(path).flatMap(root::get);
  }

  private void changed(String path, String how) {
    log.finding("script-native", path, "Made for `" + counterpart + "`: " + how + ".");
  }
}
