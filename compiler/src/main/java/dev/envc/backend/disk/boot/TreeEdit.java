package dev.envc.backend.disk.boot;

import dev.envc.rootfs.BytesContent;
import dev.envc.rootfs.FileTree;
import dev.envc.store.Content;
import dev.envc.store.PathOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A file tree that is being changed. What is added belongs to root, with the given time, and says
/// `envc` owns it; missing directories above it are made.
public final class TreeEdit {
  private static final String OWNER = "envc";
  private static final int MOST_LINKS = 40;

  private final TreeMap<String, FileTree.Entry> entries = new TreeMap<>(PathOrder.INSTANCE);
  private final long seconds;

  public TreeEdit(FileTree tree, long seconds) {
    this.seconds = seconds;
    tree.entries().forEach(e -> entries.put(e.path(), e));
    directory("");
  }

  public static TreeEdit empty(long seconds) {
    return new TreeEdit(new FileTree(List.of()), seconds);
  }

  public Optional<FileTree.Entry> find(String path) {
    return Optional.ofNullable(entries.get(relative(path)));
  }

  /// A directory, unless there is one.
  public void directory(String path) {
    String p = relative(path);
    if (!entries.containsKey(p)) {
      put(p, new FileTree.Node.Directory(), 0755);
    }
  }

  public void text(String path, String text) {
    put(relative(path), new FileTree.Node.Regular(BytesContent.of(text)), 0644);
  }

  public void script(String path, String text) {
    put(relative(path), new FileTree.Node.Regular(BytesContent.of(text)), 0755);
  }

  public void link(String path, String target) {
    put(relative(path), new FileTree.Node.Symlink(target), 0777);
  }

  public void file(String path, Content content) {
    put(relative(path), new FileTree.Node.Regular(content), 0644);
  }

  public void put(FileTree.Entry entry) {
    entries.put(entry.path(), entry);
  }

  /// Takes away what lies below a path, not the path itself.
  public void clear(String path) {
    String prefix = relative(path) + "/";
    entries.keySet().removeIf(k -> k.startsWith(prefix));
  }

  public FileTree build() {
    return new FileTree(entries.values().stream().toList());
  }

  private void put(String wanted, FileTree.Node node, int mode) {
    String path = real(wanted);
    int slash = path.lastIndexOf('/');
    if (!path.isEmpty()) {
      directory(slash < 0 ? "" : path.substring(0, slash));
    }
    entries.put(
        path, new FileTree.Entry(path, node, mode, 0, 0, seconds, 0, new TreeMap<>(), OWNER));
  }

  /// The path without links above its last name: `/usr/lib` may be one.
  private String real(String path) {
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return path;
    }
    String parent = real(path.substring(0, slash));
    for (int i = 0; i < MOST_LINKS && link(parent).isPresent(); i++) {
      Path above = Path.of("/" + parent).resolveSibling(link(parent).get()).normalize();
      parent = relative(above.toString());
    }
    return parent + path.substring(slash);
  }

  private Optional<String> link(String path) {
    return Optional.ofNullable(entries.get(path))
        .map(FileTree.Entry::node)
        .flatMap(
            n -> n instanceof FileTree.Node.Symlink s ? Optional.of(s.target()) : Optional.empty());
  }

  /// Without the slash at the start.
  private static String relative(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }
}
