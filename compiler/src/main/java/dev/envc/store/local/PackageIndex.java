package dev.envc.store.local;

import dev.envc.lock.BinaryFormat;
import dev.envc.store.PackageEntry;
import dev.envc.store.PackageEntry.FileTime;
import dev.envc.store.PackageEntry.Kind;
import dev.envc.store.PathOrder;
import dev.envc.store.PosixName;
import dev.envc.store.format.UnpackedPackage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The index of an unpacked package as bytes. It ends with its own SHA-256: an index that a crash
/// of the machine left incomplete is taken for none. Layout in spec/store.md.
final class PackageIndex {
  private static final int MAGIC = 0x656e7663; // "envc"
  private static final int VERSION = 3;
  private static final int HASH = 32;
  private static final Kind DIRECTORY = new Kind.Directory();

  private PackageIndex() {}

  /// An index as it was read.
  ///
  /// @param blobSize bytes the package's blob has
  record Read(UnpackedPackage unpacked, long blobSize) {}

  static byte[] write(UnpackedPackage unpacked, long blobSize) throws IOException {
    var bytes = new ByteArrayOutputStream(1 << 16);
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeLong(blobSize);
      name(out, unpacked.format().name());
      byte[] signed = unpacked.signedManifest().orElse(new byte[0]);
      out.writeInt(signed.length);
      out.write(signed);
      files(out, unpacked.metadata());
      // By path, as they are merged: what is sorted already is soon sorted again.
      var entries = new ArrayList<>(unpacked.entries());
      entries.sort(PathOrder.by(PackageEntry::path));
      out.writeInt(entries.size());
      for (PackageEntry entry : entries) {
        entry(out, entry);
      }
      out.flush();
      out.write(Hashes.sha256().digest(bytes.toByteArray()));
    }
    return bytes.toByteArray();
  }

  private static void entry(DataOutputStream out, PackageEntry e) throws IOException {
    name(out, e.path());
    out.writeShort(e.mode());
    out.writeInt((int) e.uid());
    out.writeInt((int) e.gid());
    name(out, e.userName().orElse(""));
    name(out, e.groupName().orElse(""));
    out.writeLong(e.time().seconds());
    out.writeInt(e.time().nanos());
    files(out, e.xattrs());
    kind(out, e.kind());
  }

  private static void kind(DataOutputStream out, Kind kind) throws IOException {
    switch (kind) {
      case Kind.Directory _ -> out.writeByte('d');
      case Kind.Regular(BlobContent content) -> {
        out.writeByte('-');
        byte[] record = new byte[FileRecords.LENGTH];
        content.record().get(record);
        out.write(record);
      }
      case Kind.Regular _ -> throw new IllegalArgumentException("content of another store");
      case Kind.Symlink(String target) -> {
        out.writeByte('l');
        name(out, target);
      }
      case Kind.Hardlink(String target) -> {
        out.writeByte('h');
        name(out, target);
      }
      case Kind.Fifo _ -> out.writeByte('p');
      case Kind.Device(boolean block, int major, int minor) -> {
        out.writeByte(block ? 'b' : 'c');
        out.writeInt(major);
        out.writeInt(minor);
      }
    }
  }

  private static void files(DataOutputStream out, SortedMap<String, byte[]> files)
      throws IOException {
    out.writeInt(files.size());
    for (var file : files.entrySet()) {
      name(out, file.getKey());
      out.writeInt(file.getValue().length);
      out.write(file.getValue());
    }
  }

  private static void name(DataOutputStream out, String name) throws IOException {
    byte[] bytes = PosixName.encode(name);
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  /// Empty when the bytes are no complete index of this version.
  ///
  /// @param records those of this index
  static Optional<Read> read(byte[] bytes, BlobFile blob, FileRecords records) {
    if (bytes.length < HASH) {
      return Optional.empty();
    }
    MessageDigest digest = Hashes.sha256();
    digest.update(bytes, 0, bytes.length - HASH);
    if (!Arrays.equals(
        digest.digest(), Arrays.copyOfRange(bytes, bytes.length - HASH, bytes.length))) {
      return Optional.empty();
    }
    var reader = new Reader(bytes, blob, records);
    return reader.isReadable() ? Optional.of(reader.content()) : Optional.empty();
  }

  /// Reads what was found whole, so that nothing in it can be missing.
  private static final class Reader {
    private final byte[] index;
    private final ByteBuffer in;
    private final BlobFile blob;
    private final FileRecords records;

    /// Owners that were seen: nearly all entries have the same.
    private final Map<String, Optional<String>> owners = new HashMap<>();

    private FileTime last = new FileTime(0, 0);

    Reader(byte[] index, BlobFile blob, FileRecords records) {
      this.index = index;
      this.in = ByteBuffer.wrap(index);
      this.blob = blob;
      this.records = records;
    }

    boolean isReadable() {
      return in.getInt() == MAGIC && in.getInt() == VERSION;
    }

    Read content() {
      long blobSize = in.getLong();
      BinaryFormat format = BinaryFormat.valueOf(name());
      Optional<byte[]> signed = Optional.of(bytes(in.getInt())).filter(b -> b.length > 0);
      SortedMap<String, byte[]> metadata = files();
      int count = in.getInt();
      List<PackageEntry> entries = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        entries.add(entry());
      }
      return new Read(new UnpackedPackage(format, entries, metadata, signed), blobSize);
    }

    private PackageEntry entry() {
      String path = name();
      int mode = Short.toUnsignedInt(in.getShort());
      long uid = Integer.toUnsignedLong(in.getInt());
      long gid = Integer.toUnsignedLong(in.getInt());
      Optional<String> user = owner();
      Optional<String> group = owner();
      FileTime time = time();
      SortedMap<String, byte[]> xattrs = files();
      return new PackageEntry(path, kind(), mode, uid, gid, user, group, time, xattrs);
    }

    /// Files of a package often have the same one.
    private FileTime time() {
      long seconds = in.getLong();
      int nanos = in.getInt();
      if (seconds != last.seconds() || nanos != last.nanos()) {
        last = new FileTime(seconds, nanos);
      }
      return last;
    }

    private Optional<String> owner() {
      return owners.computeIfAbsent(name(), n -> Optional.of(n).filter(o -> !o.isEmpty()));
    }

    private Kind kind() {
      char kind = (char) in.get();
      return switch (kind) {
        case 'd' -> DIRECTORY;
        case '-' -> new Kind.Regular(file());
        case 'l' -> new Kind.Symlink(name());
        case 'h' -> new Kind.Hardlink(name());
        case 'p' -> new Kind.Fifo();
        case 'b', 'c' -> new Kind.Device(kind == 'b', in.getInt(), in.getInt());
        default -> throw new IllegalStateException("entry of kind " + kind);
      };
    }

    private BlobContent file() {
      int place = in.position();
      in.position(place + FileRecords.LENGTH);
      return new BlobContent(blob, records, place, in.getLong(place + Long.BYTES));
    }

    private SortedMap<String, byte[]> files() {
      int count = in.getInt();
      if (count == 0) {
        return Collections.emptySortedMap();
      }
      var files = new TreeMap<String, byte[]>();
      for (int i = 0; i < count; i++) {
        files.put(name(), bytes(in.getInt()));
      }
      return files;
    }

    private byte[] bytes(int length) {
      byte[] bytes = new byte[length];
      in.get(bytes);
      return bytes;
    }

    private String name() {
      int length = Short.toUnsignedInt(in.getShort());
      int at = in.position();
      in.position(at + length);
      return PosixName.decode(index, at, length);
    }
  }
}
