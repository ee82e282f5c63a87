package dev.envc.backend.archive;

import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.PosixName;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A key for what an archive of entries holds, without reading any content: two lists with the same
/// key give the same archive. From each entry's metadata and its content's digest.
public final class ContentKey {
  /// Counts up when [TarWriter] writes other bytes for the same entries.
  private static final int VERSION = 2;

  private static final int BUFFER = 1 << 15;

  private final MessageDigest sha256;
  private final byte[] buffer = new byte[BUFFER];
  private int filled;

  private ContentKey() throws NoSuchAlgorithmException {
    this.sha256 = MessageDigest.getInstance("SHA-256");
  }

  /// 64 hexadecimal digits.
  public static String of(List<Entry> entries) {
    try {
      var key = new ContentKey();
      key.number(VERSION);
      entries.forEach(key::add);
      key.passOn();
      return HexFormat.of().formatHex(key.sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void add(Entry e) {
    text(e.path());
    switch (e.node()) {
      case Node.Directory _ -> number('d');
      case Node.Regular(var content) -> {
        number('f');
        large(content.size());
        bytes(content.sha256());
      }
      case Node.Symlink(var target) -> {
        number('l');
        text(target);
      }
      case Node.Hardlink(var target) -> {
        number('h');
        text(target);
      }
      case Node.Fifo _ -> number('p');
      case Node.Device(boolean block, int major, int minor) -> {
        number(block ? 'b' : 'c');
        number(major);
        number(minor);
      }
    }
    number(e.mode());
    large(e.uid());
    large(e.gid());
    large(e.seconds());
    number(e.nanos());
    number(e.xattrs().size());
    e.xattrs()
        .forEach(
            (name, value) -> {
              text(name);
              bytes(value);
            });
  }

  private void text(String text) {
    bytes(PosixName.encode(text));
  }

  /// Bytes, and before them how many.
  private void bytes(byte[] bytes) {
    number(bytes.length);
    if (bytes.length > BUFFER - filled) {
      passOn();
    }
    if (bytes.length > BUFFER) {
      sha256.update(bytes);
    } else {
      System.arraycopy(bytes, 0, buffer, filled, bytes.length);
      filled += bytes.length;
    }
  }

  private void large(long value) {
    number((int) (value >>> 32));
    number((int) value);
  }

  private void number(int value) {
    if (filled > BUFFER - Integer.BYTES) {
      passOn();
    }
    buffer[filled++] = (byte) (value >>> 24);
    buffer[filled++] = (byte) (value >>> 16);
    buffer[filled++] = (byte) (value >>> 8);
    buffer[filled++] = (byte) value;
  }

  private void passOn() {
    sha256.update(buffer, 0, filled);
    filled = 0;
  }
}
