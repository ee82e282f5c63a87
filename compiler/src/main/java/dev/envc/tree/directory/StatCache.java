package dev.envc.tree.directory;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Digests of files by what stat(2) says of them, kept between commands. A digest is taken from
/// here only if device, inode, size, mtime and ctime are as they were; and one is kept only if the
/// file was last touched clearly before this run began, by the file system's own clock: a file
/// written twice within one tick would look unchanged.
final class StatCache implements AutoCloseable {
  private static final String MAGIC = "envc-stat-1";
  private static final long TICK_NANOS = 2_000_000_000L;

  private final Path file;
  private final Path marker;
  private final long startNanos;
  private final Map<String, Known> known;
  private final TreeMap<String, Known> seen = new TreeMap<>();
  private boolean changed;

  private StatCache(Path file, Path marker, long startNanos, Map<String, Known> known) {
    this.file = file;
    this.marker = marker;
    this.startNanos = startNanos;
    this.known = known;
  }

  record Known(Stat stat, String digest) {}

  /// What identifies a state of a file; times in nanoseconds since 1970.
  record Stat(long device, long inode, long size, long mtime, long ctime, boolean executable) {
    static Stat of(Path path) throws IOException {
      Map<String, Object> a =
          Files.readAttributes(
              path, "unix:dev,ino,size,lastModifiedTime,ctime,mode", LinkOption.NOFOLLOW_LINKS);
      return new Stat(
          ((Number) value(a, "dev")).longValue(),
          ((Number) value(a, "ino")).longValue(),
          ((Number) value(a, "size")).longValue(),
          nanos((FileTime) value(a, "lastModifiedTime")),
          nanos((FileTime) value(a, "ctime")),
          (((Number) value(a, "mode")).intValue() & 0x40) != 0);
    }

    private static Object value(Map<String, Object> attributes, String name) {
      return java.util.Objects.requireNonNull(attributes.get(name));
    }

    private static long nanos(FileTime time) {
      return time.to(java.util.concurrent.TimeUnit.NANOSECONDS);
    }
  }

  static StatCache open(Path root, Path cache) throws IOException {
    Files.createDirectories(cache);
    byte[] name = ContentDigest.sha256().digest(root.toString().getBytes(StandardCharsets.UTF_8));
    Path file = cache.resolve(HexFormat.of().formatHex(name, 0, 12) + ".stat");
    Path marker = Files.createTempFile(cache, "stat", ".tmp");
    return new StatCache(file, marker, Stat.of(marker).mtime(), load(file));
  }

  /// The hexadecimal SHA-256 of a regular file whose state is `stat`.
  String digest(String path, Path place, Stat stat) throws IOException {
    Known old = known.get(path);
    if (old != null && old.stat.equals(stat)) {
      seen.put(path, old);
      return old.digest;
    }
    changed = true;
    String digest = ContentDigest.sha256(place);
    long touched = Math.max(stat.mtime, stat.ctime);
    if (touched < startNanos - TICK_NANOS && Stat.of(place).equals(stat)) {
      seen.put(path, new Known(stat, digest));
    }
    return digest;
  }

  /// Writes what is known now, under a temporary name first.
  void save() throws IOException {
    if (!changed && seen.size() == known.size()) {
      return;
    }
    try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(marker)))) {
      out.writeUTF(MAGIC);
      out.writeInt(seen.size());
      for (Entry<String, Known> e : seen.entrySet()) {
        write(out, e.getKey(), e.getValue());
      }
      out.writeUTF(MAGIC);
    }
    Files.move(marker, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(marker);
  }

  private static void write(DataOutputStream out, String path, Known k) throws IOException {
    out.writeUTF(path);
    out.writeLong(k.stat.device);
    out.writeLong(k.stat.inode);
    out.writeLong(k.stat.size);
    out.writeLong(k.stat.mtime);
    out.writeLong(k.stat.ctime);
    out.writeBoolean(k.stat.executable);
    out.write(HexFormat.of().parseHex(k.digest));
  }

  private static Map<String, Known> load(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return Map.of();
    }
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      Map<String, Known> known = read(in);
      return known == null ? Map.of() : known;
    } catch (EOFException | java.io.UTFDataFormatException _) {
      return Map.of();
    }
  }

  private static @Nullable Map<String, Known> read(DataInputStream in) throws IOException {
    if (!in.readUTF().equals(MAGIC)) {
      return null;
    }
    int count = in.readInt();
    var known = new HashMap<String, Known>();
    byte[] digest = new byte[32];
    for (int i = 0; i < count; i++) {
      String path = in.readUTF();
      var stat =
          new Stat(
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readLong(),
              in.readBoolean());
      in.readFully(digest);
      known.put(path, new Known(stat, HexFormat.of().formatHex(digest)));
    }
    return in.readUTF().equals(MAGIC) ? known : null;
  }
}
