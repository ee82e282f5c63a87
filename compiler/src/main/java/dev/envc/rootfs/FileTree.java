package dev.envc.rootfs;

import dev.envc.store.Content;
import dev.envc.store.PathOrder;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// A root file system as a value: every entry with its exact metadata, parents before children,
/// sorted by the bytes of the path. Nothing in it depends on the machine it is made on.
public record FileTree(List<Entry> entries) {
  public FileTree {
    entries = entries instanceof TableEntries ? entries : List.copyOf(entries);
  }

  /// One entry. `path` is relative to the root, `""` for the root itself; bytes that are not UTF-8
  /// are carried as U+DC80 to U+DCFF (see `PosixName`). `mode` holds 07777. `owner` is the package
  /// (`cat/pkg-1.0`), `manifest`, or `envc` for what assembly itself writes.
  public record Entry(
      String path,
      Node node,
      int mode,
      long uid,
      long gid,
      long seconds,
      int nanos,
      SortedMap<String, byte[]> xattrs,
      String owner) {}

  /// What an entry is.
  public sealed interface Node {
    record Directory() implements Node {}

    record Regular(Content content) implements Node {}

    record Symlink(String target) implements Node {}

    /// A second name of the regular file at `target`, which sorts before this entry and is itself a
    /// [Regular].
    record Hardlink(String target) implements Node {}

    record Fifo() implements Node {}

    /// Only when the manifest asks for it.
    record Device(boolean block, int major, int minor) implements Node {}
  }

  /// The entry at a path, if there is one. Binary search.
  public Optional<Entry> find(String path) {
    int low = 0;
    int high = entries.size() - 1;
    while (low <= high) {
      int mid = (low + high) >>> 1;
      int c = PathOrder.INSTANCE.compare(entries.get(mid).path(), path);
      if (c == 0) {
        return Optional.of(entries.get(mid));
      }
      if (c < 0) {
        low = mid + 1;
      } else {
        high = mid - 1;
      }
    }
    return Optional.empty();
  }
}
