package dev.envc.rootfs;

import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.TreeMap;

/// Writes the files that assembly makes itself: owned by root, of the time of the request.
final class GeneratedFiles {
  private final WorkRoot root;
  private final long seconds;

  GeneratedFiles(WorkRoot root, long seconds) {
    this.root = root;
    this.seconds = seconds;
  }

  void write(String path, String text, int mode) {
    write(path, text.getBytes(StandardCharsets.UTF_8), mode);
  }

  void write(String path, byte[] bytes, int mode) {
    write(path, bytes, mode, seconds, WorkRoot.Owner.ENVC);
  }

  /// Writes a file, through links between directories; one that is there is replaced.
  void write(String path, byte[] bytes, int mode, long time, String owner) {
    write(path, BytesContent.of(bytes), mode, time, owner);
  }

  void write(String path, Content content, int mode, long time, String owner) {
    put(place(path, owner), new Node.Regular(content), mode, time, owner);
  }

  /// Writes a file that may be there: it keeps its mode and owner then.
  void replace(String path, String text, int modeWhenNew) {
    Optional<Entry> there = root.follow(path);
    if (there.isEmpty()) {
      write(path, text, modeWhenNew);
      return;
    }
    Entry e = there.get();
    Node node = new Node.Regular(BytesContent.of(text));
    root.put(
        new Entry(
            e.path(),
            node,
            e.mode(),
            e.uid(),
            e.gid(),
            seconds,
            0,
            new TreeMap<>(),
            WorkRoot.Owner.ENVC));
  }

  /// /etc/passwd, group, shadow and gshadow.
  void accounts(Accounts accounts) {
    replace("etc/passwd", accounts.passwd(), 0644);
    replace("etc/group", accounts.groupFile(), 0644);
    replace("etc/shadow", accounts.shadowFile(), 0600);
    replace("etc/gshadow", accounts.gshadowFile(), 0600);
  }

  /// What env-update(1) makes, and the cache of the dynamic linker where there is one.
  void environment(EnvUpdate.Unread unread) throws IOException {
    new EnvUpdate(root, unread).files().forEach((path, text) -> replace(path, text, 0644));
    var cache = new LinkerCache(root);
    if (cache.wanted()) {
      write("etc/ld.so.cache", cache.build(), 0644);
    }
  }

  void symlink(String path, String target, String owner) {
    put(place(path, owner), new Node.Symlink(target), 0777, seconds, owner);
  }

  void fifo(String path, int mode, long uid, long gid) {
    String at = place(path, WorkRoot.Owner.ENVC);
    root.put(
        new Entry(
            at, new Node.Fifo(), mode, uid, gid, seconds, 0, new TreeMap<>(), WorkRoot.Owner.ENVC));
  }

  /// Makes a directory when nothing is there.
  void directory(String path, int mode, long uid, long gid, String owner) {
    String real = root.resolveParents(path).orElse(path);
    if (root.follow(real).isEmpty()) {
      root.makeDirectories(WorkRoot.parent(real), owner);
      root.put(WorkRoot.directory(real, mode, uid, gid, owner));
    }
  }

  private String place(String path, String owner) {
    String real = root.resolveParents(path).orElse(path);
    String parent = root.makeDirectories(WorkRoot.parent(real), owner);
    return WorkRoot.join(parent, WorkRoot.name(real));
  }

  private void put(String path, Node node, int mode, long time, String owner) {
    root.put(new Entry(path, node, mode, 0, 0, time, 0, new TreeMap<>(), owner));
  }
}
