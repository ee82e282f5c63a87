package dev.envc.backend.disk.boot;

import dev.envc.rootfs.FileTree;
import dev.envc.store.Content;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds files in a tree as a running system would: through symbolic links, never out of the tree.
public final class TreeFiles {
  private static final int MOST_LINKS = 40;

  private final FileTree tree;

  public TreeFiles(FileTree tree) {
    this.tree = tree;
  }

  /// A file and the path it really lies at, without a slash at the start.
  public record Found(String path, Content content) {
    public String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  /// The regular file at an absolute path.
  public Optional<Found> file(String path) {
    return resolve(path).flatMap(this::regular);
  }

  /// Whether there is anything at a path.
  public boolean exists(String path) {
    return resolve(path).isPresent();
  }

  /// The regular files whose path matches a pattern in which `*` stands for any part of one name,
  /// each once, in the order of their paths.
  public List<Found> matching(String pattern) {
    if (!pattern.contains("*")) {
      return file(pattern).stream().toList();
    }
    int star = pattern.lastIndexOf('/', pattern.indexOf('*'));
    String base =
        resolve(pattern.substring(0, Math.max(star, 0))).map(FileTree.Entry::path).orElse("");
    String rest = pattern.substring(star + 1);
    String prefix = base.isEmpty() ? "" : base + "/";
    Pattern regex =
        Pattern.compile(Pattern.quote(prefix) + Pattern.quote(rest).replace("*", "\\E[^/]*\\Q"));
    List<Found> all = new ArrayList<>();
    for (FileTree.Entry e : tree.entries()) {
      if (regex.matcher(e.path()).matches()) {
        file("/" + e.path()).filter(f -> !all.contains(f)).ifPresent(all::add);
      }
    }
    return all;
  }

  private Optional<Found> regular(FileTree.Entry e) {
    return switch (e.node()) {
      case FileTree.Node.Regular r -> Optional.of(new Found(e.path(), r.content()));
      case FileTree.Node.Hardlink h -> tree.find(h.target()).flatMap(this::regular);
      case FileTree.Node.Directory _,
          FileTree.Node.Symlink _,
          FileTree.Node.Fifo _,
          FileTree.Node.Device _ ->
          Optional.empty();
    };
  }

  private Optional<FileTree.Entry> resolve(String path) {
    Deque<String> todo = new ArrayDeque<>(List.of(path.split("/", -1)));
    String at = "";
    int links = 0;
    while (!todo.isEmpty()) {
      String name = todo.removeFirst();
      if (name.isEmpty() || name.equals(".")) {
        continue;
      }
      if (name.equals("..")) {
        at = at.contains("/") ? at.substring(0, at.lastIndexOf('/')) : "";
        continue;
      }
      String next = at.isEmpty() ? name : at + "/" + name;
      Optional<FileTree.Entry> entry = tree.find(next);
      if (entry.isEmpty()) {
        return Optional.empty();
      }
      if (entry.get().node() instanceof FileTree.Node.Symlink link) {
        if (++links > MOST_LINKS) {
          return Optional.empty();
        }
        at = link.target().startsWith("/") ? "" : at;
        List<String> parts = List.of(link.target().split("/", -1));
        parts.reversed().forEach(todo::addFirst);
      } else {
        at = next;
      }
    }
    return tree.find(at);
  }
}
