package dev.envc.backend.disk;

import dev.envc.lock.Digest;
import dev.envc.rootfs.FileTree;
import dev.envc.store.Content;
import dev.envc.store.PathOrder;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/// File trees for tests, made in memory. Directories above a path are made with it.
public final class Trees {
  public static final long TIME = 1_600_000_000L;

  private final TreeMap<String, FileTree.Entry> entries = new TreeMap<>(PathOrder.INSTANCE);

  public Trees() {
    add("", new FileTree.Node.Directory(), 0755);
  }

  /// Bytes in memory.
  @SuppressWarnings("ArrayRecordComponent")
  public record Memory(byte[] bytes) implements Content {
    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public Digest digest() {
      try {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
        return new Digest(Digest.Algorithm.SHA256, HexFormat.of().formatHex(hash));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }

  public Trees directory(String path) {
    return add(path, new FileTree.Node.Directory(), 0755);
  }

  public Trees file(String path, String text) {
    return file(path, text.getBytes(StandardCharsets.UTF_8), 0644);
  }

  public Trees file(String path, byte[] bytes, int mode) {
    return add(path, new FileTree.Node.Regular(new Memory(bytes)), mode);
  }

  public Trees symlink(String path, String target) {
    return add(path, new FileTree.Node.Symlink(target), 0777);
  }

  public Trees hardlink(String path, String target) {
    return add(path, new FileTree.Node.Hardlink(target), 0644);
  }

  public Trees add(String path, FileTree.Node node, int mode) {
    return add(path, node, mode, 0, 0, TIME, 0, new TreeMap<>());
  }

  public Trees add(
      String path,
      FileTree.Node node,
      int mode,
      long uid,
      long gid,
      long seconds,
      int nanos,
      SortedMap<String, byte[]> xattrs) {
    int slash = path.lastIndexOf('/');
    if (slash > 0 && !entries.containsKey(path.substring(0, slash))) {
      directory(path.substring(0, slash));
    }
    entries.put(
        path,
        new FileTree.Entry(path, node, mode, uid, gid, seconds, nanos, xattrs, "test/files-1"));
    return this;
  }

  public FileTree build() {
    return new FileTree(entries.values().stream().toList());
  }
}
