package dev.envc.store.testing;

import dev.envc.store.PosixName;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Writes tar archives byte by byte, also such as no tar program would. Names are in the form of
/// [PosixName].
public final class TarWriter {
  /// How a name of more than 100 bytes is written.
  public enum LongNames {
    PAX,
    GNU
  }

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final LongNames longNames;

  public TarWriter() {
    this(LongNames.PAX);
  }

  public TarWriter(LongNames longNames) {
    this.longNames = longNames;
  }

  /// A member's header fields; change them with the `with` methods.
  public static final class Member {
    private final String name;
    private final char type;
    private int mode;
    private long uid;
    private long gid;
    private String userName = "root";
    private String groupName = "root";
    private long mtime = 1_700_000_000;
    private String link = "";
    private byte[] data = new byte[0];
    private long statedSize = -1;
    private int major;
    private int minor;
    private final Map<String, byte[]> pax = new TreeMap<>();

    private Member(String name, char type, int mode) {
      this.name = name;
      this.type = type;
      this.mode = mode;
    }

    public Member mode(int value) {
      mode = value;
      return this;
    }

    public Member owner(long user, long group) {
      uid = user;
      gid = group;
      userName = "";
      groupName = "";
      return this;
    }

    public Member ownerNames(String user, String group) {
      userName = user;
      groupName = group;
      return this;
    }

    public Member mtime(long seconds) {
      mtime = seconds;
      return this;
    }

    public Member data(byte[] bytes) {
      data = bytes;
      return this;
    }

    /// The size in the header, when it is not that of the data.
    public Member statedSize(long size) {
      statedSize = size;
      return this;
    }

    public Member device(int majorNumber, int minorNumber) {
      major = majorNumber;
      minor = minorNumber;
      return this;
    }

    public Member link(String target) {
      link = target;
      return this;
    }

    public Member pax(String key, byte[] value) {
      pax.put(key, value);
      return this;
    }

    public Member pax(String key, String value) {
      return pax(key, value.getBytes(StandardCharsets.UTF_8));
    }

    public Member xattr(String attribute, byte[] value) {
      return pax("SCHILY.xattr." + attribute, value);
    }
  }

  public static Member file(String name, byte[] data) {
    return new Member(name, '0', 0644).data(data);
  }

  public static Member directory(String name) {
    return new Member(name, '5', 0755);
  }

  public static Member symlink(String name, String target) {
    return new Member(name, '2', 0777).link(target);
  }

  public static Member hardlink(String name, String target) {
    return new Member(name, '1', 0644).link(target);
  }

  /// A member of any type, by its type flag.
  public static Member member(String name, char type) {
    return new Member(name, type, 0644);
  }

  public TarWriter add(Member m) {
    byte[] name = PosixName.encode(m.name);
    byte[] link = PosixName.encode(m.link);
    Map<String, byte[]> pax = new TreeMap<>(m.pax);
    if (longNames == LongNames.GNU) {
      gnuLong('L', name);
      gnuLong('K', link);
    } else {
      putLong(pax, "path", name);
      putLong(pax, "linkpath", link);
    }
    if (!pax.isEmpty()) {
      byte[] records = paxRecords(pax);
      header(PosixName.encode("pax"), 'x', records.length, m);
      data(records);
    }
    header(name, m.type, m.statedSize >= 0 ? m.statedSize : m.data.length, m);
    return data(m.data);
  }

  private static void putLong(Map<String, byte[]> pax, String key, byte[] name) {
    if (name.length > 100) {
      pax.putIfAbsent(key, name);
    }
  }

  private void gnuLong(char type, byte[] name) {
    if (name.length > 100) {
      header(PosixName.encode("././@LongLink"), type, name.length + 1L, member("", '0'));
      data(Arrays.copyOf(name, name.length + 1));
    }
  }

  public static byte[] paxRecords(Map<String, byte[]> records) {
    var bytes = new ByteArrayOutputStream();
    records.forEach(
        (key, value) -> {
          byte[] k = PosixName.encode(key);
          int rest = k.length + value.length + 3;
          int length = rest + Integer.toString(rest).length();
          length = rest + Integer.toString(length).length();
          bytes.writeBytes((length + " ").getBytes(StandardCharsets.UTF_8));
          bytes.writeBytes(k);
          bytes.write('=');
          bytes.writeBytes(value);
          bytes.write('\n');
        });
    return bytes.toByteArray();
  }

  private void header(byte[] name, char type, long size, Member m) {
    byte[] h = new byte[512];
    put(h, 0, 100, name);
    octal(h, 100, 8, m.mode);
    octal(h, 108, 8, m.uid);
    octal(h, 116, 8, m.gid);
    octal(h, 124, 12, size);
    octal(h, 136, 12, m.mtime);
    h[156] = (byte) type;
    put(h, 157, 100, PosixName.encode(m.link));
    put(h, 257, 8, bytes(longNames == LongNames.GNU ? "ustar  " : "ustar\00000"));
    put(h, 265, 32, PosixName.encode(m.userName));
    put(h, 297, 32, PosixName.encode(m.groupName));
    octal(h, 329, 8, m.major);
    octal(h, 337, 8, m.minor);
    Arrays.fill(h, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : h) {
      sum += b & 0xff;
    }
    put(h, 148, 8, bytes(String.format(Locale.ROOT, "%06o\0 ", sum)));
    out.writeBytes(h);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void put(byte[] header, int offset, int length, byte[] value) {
    System.arraycopy(value, 0, header, offset, Math.min(length, value.length));
  }

  /// Octal digits, or base 256 where they do not suffice.
  private static void octal(byte[] header, int offset, int length, long value) {
    String digits = Long.toOctalString(value);
    if (value >= 0 && digits.length() < length) {
      put(header, offset, length, bytes("0".repeat(length - 1 - digits.length()) + digits));
      return;
    }
    for (int i = 0; i < length; i++) {
      int shift = 8 * (length - 1 - i);
      header[offset + i] = (byte) (shift >= 64 ? (value < 0 ? 0xff : 0) : value >> shift);
    }
    header[offset] |= (byte) 0x80;
  }

  private TarWriter data(byte[] bytes) {
    out.writeBytes(bytes);
    return raw(new byte[-bytes.length & 511]);
  }

  /// Bytes as they are.
  public TarWriter raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /// The archive with its end mark.
  public byte[] end() {
    out.writeBytes(new byte[1024]);
    return out.toByteArray();
  }

  /// The archive so far, without an end mark.
  public byte[] unfinished() {
    return out.toByteArray();
  }
}
