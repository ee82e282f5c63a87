package dev.envc.backend.dir;

import dev.envc.backend.posix.Posix;
import dev.envc.backend.posix.PosixException;
import dev.envc.rootfs.FileTree;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.PosixName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/// Writes a file tree into an existing empty directory. Directories are closed to others while it
/// works and get their modes and times at the end, the innermost first.
final class Materializer {
  private static final int FIFO = 0010000;
  private static final int CHARACTER = 0020000;
  private static final int BLOCK = 0060000;

  private final byte[] root;
  private final boolean privileged = Posix.effectiveUser() == 0;

  Materializer(Path root) {
    this.root = PosixName.encode(root.toAbsolutePath().toString());
  }

  void write(FileTree tree) throws IOException {
    for (Entry e : tree.entries()) {
      create(e);
    }
    List<Entry> reversed = tree.entries().reversed();
    for (Entry e : reversed) {
      if (e.node() instanceof Node.Directory) {
        metadata(e);
      }
    }
  }

  private void create(Entry e) throws IOException {
    byte[] path = path(e.path());
    switch (e.node()) {
      case Node.Directory _ -> {
        if (!e.path().isEmpty()) {
          Posix.mkdir(path, 0700);
        }
      }
      case Node.Regular(var content) -> {
        try (InputStream in = content.open()) {
          Posix.create(path, in);
        }
        metadata(e);
      }
      case Node.Symlink(var target) -> {
        Posix.symlink(PosixName.encode(target), path);
        metadata(e);
      }
      case Node.Hardlink(var target) -> Posix.link(path(target), path);
      case Node.Fifo _ -> {
        Posix.mknod(path, FIFO, 0600, 0, 0);
        metadata(e);
      }
      case Node.Device(boolean block, int major, int minor) -> {
        if (privileged) {
          Posix.mknod(path, block ? BLOCK : CHARACTER, 0600, major, minor);
          metadata(e);
        }
      }
    }
  }

  /// Owner first: changing it takes set-id bits and capabilities away.
  private void metadata(Entry e) throws IOException {
    byte[] path = path(e.path());
    if (privileged) {
      Posix.lchown(path, e.uid(), e.gid());
    }
    for (var xattr : e.xattrs().entrySet()) {
      xattr(path, xattr.getKey(), xattr.getValue());
    }
    if (!(e.node() instanceof Node.Symlink)) {
      Posix.chmod(path, e.mode());
    }
    Posix.times(path, e.seconds(), e.nanos());
  }

  private void xattr(byte[] path, String name, byte[] value) throws IOException {
    try {
      Posix.xattr(path, name, value);
    } catch (PosixException e) {
      if (privileged || !e.isNotAllowed()) {
        throw e;
      }
    }
  }

  private byte[] path(String relative) {
    if (relative.isEmpty()) {
      return root;
    }
    var out = new ByteArrayOutputStream(root.length + relative.length() + 1);
    out.writeBytes(root);
    out.write('/');
    out.writeBytes(PosixName.encode(relative));
    return out.toByteArray();
  }
}
