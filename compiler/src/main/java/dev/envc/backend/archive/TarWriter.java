package dev.envc.backend.archive;

import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.Content;
import dev.envc.store.PosixName;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/// Writes entries as a POSIX tar archive (pax interchange format): a ustar header each, an extended
/// header before it only for what ustar cannot say. Ids are numbers, owners have no names; the same
/// entries give the same bytes.
public final class TarWriter implements Closeable {
  private static final int BLOCK = 512;
  private static final int CHUNK = 256 * 1024;
  private static final long MAX_OCTAL_ID = 07777777;
  private static final long MAX_OCTAL_SIZE = 077777777777L;
  private static final int NAME = 100;
  private static final int PREFIX = 155;

  private final OutputStream out;

  /// What goes out at once: digests and compressors cost less for large pieces, and files are read
  /// into it.
  private final byte[] chunk = new byte[CHUNK];

  private int filled;

  public TarWriter(OutputStream out) {
    this.out = out;
  }

  /// Writes one entry, a file with its content. A hard link's first name has to come before it.
  public void write(Entry entry) throws IOException {
    byte[] name = name(entry);
    byte[] link = link(entry.node());
    long size = entry.node() instanceof Node.Regular(var content) ? content.size() : 0;
    int split = split(name);
    var pax = new PaxRecords();
    if (split < 0) {
      pax.put("path", name);
    }
    if (link.length > NAME) {
      pax.put("linkpath", link);
    }
    addNumbers(pax, entry, size);
    entry.xattrs().forEach((key, value) -> pax.put("SCHILY.xattr." + key, value));
    if (!pax.isEmpty()) {
      writePax(pax.toBytes());
    }
    var header = new TarHeader();
    if (split > 0) {
      header.bytes(0, Arrays.copyOfRange(name, split + 1, name.length));
      header.bytes(345, Arrays.copyOf(name, split));
    } else {
      header.bytes(0, Arrays.copyOf(name, Math.min(name.length, NAME)));
    }
    header.octal(100, 8, entry.mode());
    header.octal(108, 8, Math.min(entry.uid(), MAX_OCTAL_ID));
    header.octal(116, 8, Math.min(entry.gid(), MAX_OCTAL_ID));
    header.octal(124, 12, Math.min(size, MAX_OCTAL_SIZE));
    header.octal(136, 12, Math.max(0, entry.seconds()));
    header.bytes(157, Arrays.copyOf(link, Math.min(link.length, NAME)));
    header.type(type(entry.node()));
    if (entry.node() instanceof Node.Device(_, int major, int minor)) {
      header.octal(329, 8, major);
      header.octal(337, 8, minor);
    }
    put(header.finish());
    if (entry.node() instanceof Node.Regular(var content)) {
      copy(entry, content);
    }
  }

  /// Ends the archive with two empty blocks; the stream below stays open.
  public void finish() throws IOException {
    put(new byte[2 * BLOCK]);
    passOn();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    passOn();
    out.close();
  }

  private static void addNumbers(PaxRecords pax, Entry entry, long size) {
    if (entry.uid() > MAX_OCTAL_ID) {
      pax.put("uid", Long.toString(entry.uid()));
    }
    if (entry.gid() > MAX_OCTAL_ID) {
      pax.put("gid", Long.toString(entry.gid()));
    }
    if (size > MAX_OCTAL_SIZE) {
      pax.put("size", Long.toString(size));
    }
    if (entry.nanos() != 0 || entry.seconds() < 0 || entry.seconds() > MAX_OCTAL_SIZE) {
      pax.put("mtime", time(entry.seconds(), entry.nanos()));
    }
  }

  /// Seconds with a decimal fraction; nanoseconds count forward, also before 1970.
  static String time(long seconds, int nanos) {
    if (nanos == 0) {
      return Long.toString(seconds);
    }
    boolean negative = seconds < 0;
    long whole = negative ? -(seconds + 1) : seconds;
    int fraction = negative ? 1_000_000_000 - nanos : nanos;
    String digits = String.format(java.util.Locale.ROOT, "%09d", fraction).replaceFirst("0+$", "");
    return (negative ? "-" : "") + whole + "." + digits;
  }

  private void writePax(byte[] records) throws IOException {
    var header = new TarHeader();
    header.bytes(0, "././@PaxHeader".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    header.octal(100, 8, 0);
    header.octal(108, 8, 0);
    header.octal(116, 8, 0);
    header.octal(124, 12, records.length);
    header.octal(136, 12, 0);
    header.type('x');
    put(header.finish());
    put(records);
    pad(records.length);
  }

  private void copy(Entry entry, Content content) throws IOException {
    long left = content.size();
    try (InputStream in = content.open()) {
      while (left > 0) {
        if (filled == CHUNK) {
          passOn();
        }
        int n = in.read(chunk, filled, (int) Math.min(CHUNK - filled, left));
        if (n < 0) {
          throw new IOException("/" + entry.path() + " is shorter than it was");
        }
        filled += n;
        left -= n;
      }
    }
    pad(content.size());
  }

  private void pad(long size) throws IOException {
    int over = (int) (size % BLOCK);
    if (over != 0) {
      put(new byte[BLOCK - over]);
    }
  }

  private void put(byte[] bytes) throws IOException {
    for (int at = 0; at < bytes.length; ) {
      if (filled == CHUNK) {
        passOn();
      }
      int n = Math.min(CHUNK - filled, bytes.length - at);
      System.arraycopy(bytes, at, chunk, filled, n);
      filled += n;
      at += n;
    }
  }

  private void passOn() throws IOException {
    out.write(chunk, 0, filled);
    filled = 0;
  }

  private static byte[] name(Entry entry) {
    if (entry.path().isEmpty()) {
      return new byte[] {'.', '/'};
    }
    String slash = entry.node() instanceof Node.Directory ? "/" : "";
    return PosixName.encode(entry.path() + slash);
  }

  private static byte[] link(Node node) {
    return switch (node) {
      case Node.Symlink(var target) -> PosixName.encode(target);
      case Node.Hardlink(var target) -> PosixName.encode(target);
      case Node.Directory _, Node.Regular _, Node.Fifo _, Node.Device _ -> new byte[0];
    };
  }

  private static char type(Node node) {
    return switch (node) {
      case Node.Regular _ -> '0';
      case Node.Hardlink _ -> '1';
      case Node.Symlink _ -> '2';
      case Node.Device(boolean block, _, _) -> block ? '4' : '3';
      case Node.Directory _ -> '5';
      case Node.Fifo _ -> '6';
    };
  }

  /// Where a name is divided for ustar, which has 100 bytes for it and 155 for directories before
  /// it: 0 when it need not be, the place of a slash, or -1 when it cannot be said.
  private static int split(byte[] name) {
    if (name.length <= NAME) {
      return 0;
    }
    for (int i = Math.min(PREFIX, name.length - 2); i > 0; i--) {
      if (name[i] == '/' && name.length - i - 1 <= NAME) {
        return i;
      }
    }
    return -1;
  }
}
