package dev.envc.backend.archive;

import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.PosixName;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A key for what an archive of entries holds, without reading any content: two lists with the same
/// key give the same archive. From each entry's metadata and its content's digest.
public final class ContentKey {
  /// Counts up when [TarWriter] writes other bytes for the same entries.
  private static final int VERSION = 1;

  private ContentKey() {}

  /// 64 hexadecimal digits.
  public static String of(List<Entry> entries) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      var bytes = new ByteArrayOutputStream(1 << 16);
      var out = new DataOutputStream(bytes);
      out.writeInt(VERSION);
      for (Entry e : entries) {
        write(out, e);
        if (bytes.size() > 1 << 15) {
          sha256.update(bytes.toByteArray());
          bytes.reset();
        }
      }
      sha256.update(bytes.toByteArray());
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(DataOutputStream out, Entry e) throws IOException {
    text(out, e.path());
    switch (e.node()) {
      case Node.Directory _ -> out.writeByte('d');
      case Node.Regular(var content) -> {
        out.writeByte('f');
        out.writeLong(content.size());
        text(out, content.digest().toString());
      }
      case Node.Symlink(var target) -> {
        out.writeByte('l');
        text(out, target);
      }
      case Node.Hardlink(var target) -> {
        out.writeByte('h');
        text(out, target);
      }
      case Node.Fifo _ -> out.writeByte('p');
      case Node.Device(boolean block, int major, int minor) -> {
        out.writeByte(block ? 'b' : 'c');
        out.writeInt(major);
        out.writeInt(minor);
      }
    }
    out.writeInt(e.mode());
    out.writeLong(e.uid());
    out.writeLong(e.gid());
    out.writeLong(e.seconds());
    out.writeInt(e.nanos());
    out.writeInt(e.xattrs().size());
    for (var xattr : e.xattrs().entrySet()) {
      text(out, xattr.getKey());
      out.writeInt(xattr.getValue().length);
      out.write(xattr.getValue());
    }
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = PosixName.encode(text);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
