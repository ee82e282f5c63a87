package dev.envc.store.local;

import dev.envc.lock.BinaryFormat;
import dev.envc.lock.Digest;
import dev.envc.store.PackageEntry;
import dev.envc.store.PackageEntry.FileTime;
import dev.envc.store.PackageEntry.Kind;
import dev.envc.store.PosixName;
import dev.envc.store.format.UnpackedPackage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The index of an unpacked package as bytes. It ends with its own SHA-256: an index that a crash
/// of the machine left incomplete is taken for none. Layout in spec/store.md.
final class PackageIndex {
  private static final int MAGIC = 0x656e7663; // "envc"
  private static final int VERSION = 2;
  private static final int HASH = 32;

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
      out.writeInt(unpacked.entries().size());
      for (PackageEntry entry : unpacked.entries()) {
        entry(out, entry);
      }
      out.flush();
      out.write(Sha256.start().digest(bytes.toByteArray()));
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
        out.writeLong(content.offset());
        out.writeLong(content.size());
        out.write(HexFormat.of().parseHex(content.digest().hex()));
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
  static Optional<Read> read(byte[] bytes, BlobFile blob) throws IOException {
    if (bytes.length < HASH) {
      return Optional.empty();
    }
    MessageDigest digest = Sha256.start();
    digest.update(bytes, 0, bytes.length - HASH);
    if (!Arrays.equals(
        digest.digest(), Arrays.copyOfRange(bytes, bytes.length - HASH, bytes.length))) {
      return Optional.empty();
    }
    var in = new DataInputStream(new ByteArrayInputStream(bytes));
    return in.readInt() == MAGIC && in.readInt() == VERSION
        ? Optional.of(content(in, blob))
        : Optional.empty();
  }

  private static Read content(DataInputStream in, BlobFile blob) throws IOException {
    long blobSize = in.readLong();
    BinaryFormat format = BinaryFormat.valueOf(name(in));
    Optional<byte[]> signed = Optional.of(in.readNBytes(in.readInt())).filter(b -> b.length > 0);
    SortedMap<String, byte[]> metadata = files(in);
    int count = in.readInt();
    List<PackageEntry> entries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      entries.add(entry(in, blob));
    }
    return new Read(new UnpackedPackage(format, entries, metadata, signed), blobSize);
  }

  private static PackageEntry entry(DataInputStream in, BlobFile blob) throws IOException {
    String path = name(in);
    int mode = in.readUnsignedShort();
    long uid = in.readInt() & 0xffff_ffffL;
    long gid = in.readInt() & 0xffff_ffffL;
    Optional<String> user = Optional.of(name(in)).filter(n -> !n.isEmpty());
    Optional<String> group = Optional.of(name(in)).filter(n -> !n.isEmpty());
    var time = new FileTime(in.readLong(), in.readInt());
    SortedMap<String, byte[]> xattrs = files(in);
    return new PackageEntry(path, kind(in, blob), mode, uid, gid, user, group, time, xattrs);
  }

  private static Kind kind(DataInputStream in, BlobFile blob) throws IOException {
    char kind = (char) in.readByte();
    return switch (kind) {
      case 'd' -> new Kind.Directory();
      case '-' ->
          new Kind.Regular(
              new BlobContent(
                  blob, in.readLong(), in.readLong(), Digest.sha256(in.readNBytes(HASH))));
      case 'l' -> new Kind.Symlink(name(in));
      case 'h' -> new Kind.Hardlink(name(in));
      case 'p' -> new Kind.Fifo();
      case 'b', 'c' -> new Kind.Device(kind == 'b', in.readInt(), in.readInt());
      default -> throw new IllegalStateException("entry of kind " + kind);
    };
  }

  private static SortedMap<String, byte[]> files(DataInputStream in) throws IOException {
    var files = new TreeMap<String, byte[]>();
    for (int n = in.readInt(); n > 0; n--) {
      String name = name(in);
      files.put(name, in.readNBytes(in.readInt()));
    }
    return files;
  }

  private static String name(DataInputStream in) throws IOException {
    return PosixName.decode(in.readNBytes(in.readUnsignedShort()));
  }
}
