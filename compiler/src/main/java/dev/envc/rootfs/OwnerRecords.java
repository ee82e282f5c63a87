package dev.envc.rootfs;

import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.PosixName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What scripts did with chown, chgrp, install and setcap, as `owners.bash` recorded it: a sandbox
/// has one user, so it is done here, in the root in memory.
record OwnerRecords(Accounts accounts) {
  private static final String XATTR = "security.capability";
  private static final int WORDS = 3;
  private static final long MOST_BYTES = 64 << 20;

  /// A root in memory, and where scripts see it.
  record Seen(String place, WorkRoot root) {}

  /// Applies the records of a file to the root whose place they are in, the longest place first,
  /// and empties it.
  List<DiskTree.Change> apply(Path file, List<Seen> roots) throws IOException {
    var changes = new ArrayList<DiskTree.Change>();
    if (!isThere(file)) {
      return changes;
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("scripts changed the owners of too many files");
    }
    String[] words = PosixName.decode(Files.readAllBytes(file)).split("\0", -1);
    Files.delete(file);
    for (int i = 0; i + WORDS < words.length; i += WORDS) {
      String path = words[i + 2].replaceAll("/(\\./)*/*", "/");
      for (Seen seen : roots) {
        if (path.equals(seen.place()) || path.startsWith(seen.place() + "/")) {
          String below = path.substring(seen.place().length()).replaceFirst("^/+", "");
          if (apply(seen.root(), words[i], words[i + 1], below)) {
            changes.add(new DiskTree.Change(below, words[i] + " " + words[i + 1]));
          }
          break;
        }
      }
    }
    return changes;
  }

  /// Whether it is a file in its directory: scripts may put a link, to somewhere on this machine,
  /// in the place of either.
  private static boolean isThere(Path file) {
    Path directory = file.getParent();
    return directory != null
        && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private boolean apply(WorkRoot root, String command, String what, String path) {
    Optional<Entry> entry = root.follow(path);
    if (entry.isEmpty()) {
      return false;
    }
    if (command.equals("setcap")) {
      return capabilities(root, entry.get(), what);
    }
    chown(root, entry.get(), what);
    return true;
  }

  private void chown(WorkRoot root, Entry e, String what) {
    String[] names = what.split(":", 2);
    long uid = id(names[0], accounts.uids(), e.uid());
    long gid = names.length < 2 ? e.gid() : id(names[1], accounts.gids(), e.gid());
    // chown(2) takes the right to become somebody from a program, unless it is a directory.
    boolean program = e.node() instanceof Node.Regular && (e.mode() & 0111) != 0;
    int mode = program ? e.mode() & ~((e.mode() & 010) != 0 ? 06000 : 04000) : e.mode();
    root.put(entry(e, mode, uid, gid, e.xattrs()));
  }

  private static boolean capabilities(WorkRoot root, Entry e, String text) {
    SortedMap<String, byte[]> xattrs = new TreeMap<>(e.xattrs());
    xattrs.remove(XATTR);
    Optional<byte[]> value = text.isEmpty() ? Optional.empty() : Capabilities.parse(text);
    value.ifPresent(v -> xattrs.put(XATTR, v));
    root.put(entry(e, e.mode(), e.uid(), e.gid(), xattrs));
    return text.isEmpty() || value.isPresent();
  }

  private static long id(String name, Map<String, Long> known, long otherwise) {
    return name.isEmpty()
        ? otherwise
        : name.matches("[0-9]{1,10}") ? Long.parseLong(name) : known.getOrDefault(name, otherwise);
  }

  private static Entry entry(
      Entry e, int mode, long uid, long gid, SortedMap<String, byte[]> xattrs) {
    return new Entry(e.path(), e.node(), mode, uid, gid, e.seconds(), e.nanos(), xattrs, e.owner());
  }
}
