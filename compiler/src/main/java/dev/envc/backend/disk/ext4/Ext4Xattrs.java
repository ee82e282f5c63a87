package dev.envc.backend.disk.ext4;

import dev.envc.backend.disk.image.UnfitException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Extended attributes: in the inode when they fit into its last 96 bytes, else in one block.
final class Ext4Xattrs {
  static final int IN_INODE = 96;
  private static final int MAGIC = 0xEA020000;

  private record Prefix(String text, int index) {}

  private static final List<Prefix> PREFIXES =
      List.of(
          new Prefix("user.", 1),
          new Prefix("trusted.", 4),
          new Prefix("security.", 6),
          new Prefix("system.", 7));

  @SuppressWarnings("ArrayRecordComponent")
  private record Attribute(int index, byte[] name, byte[] value) {
    int entry() {
      return (16 + name.length + 3) & ~3;
    }

    int stored() {
      return (value.length + 3) & ~3;
    }
  }

  private final List<Attribute> attributes;

  private Ext4Xattrs(List<Attribute> attributes) {
    this.attributes = attributes;
  }

  /// @throws UnfitException for a name ext4 has no namespace for
  static Ext4Xattrs of(SortedMap<String, byte[]> xattrs) {
    List<Attribute> all = new ArrayList<>();
    xattrs.forEach((name, value) -> all.add(attribute(name, value)));
    all.sort(
        Comparator.comparingInt(Attribute::index)
            .thenComparingInt(a -> a.name().length)
            .thenComparing(Attribute::name, Arrays::compareUnsigned));
    return new Ext4Xattrs(all);
  }

  private static Attribute attribute(String name, byte[] value) {
    return switch (name) {
      case "system.posix_acl_access" -> new Attribute(2, new byte[0], PosixAcl.toDisk(value));
      case "system.posix_acl_default" -> new Attribute(3, new byte[0], PosixAcl.toDisk(value));
      default ->
          PREFIXES.stream()
              .filter(p -> name.startsWith(p.text()))
              .findFirst()
              .map(
                  p ->
                      new Attribute(
                          p.index(),
                          name.substring(p.text().length()).getBytes(StandardCharsets.UTF_8),
                          value))
              .orElseThrow(
                  () -> new UnfitException("ext4 cannot hold the attribute `" + name + "`."));
    };
  }

  boolean isEmpty() {
    return attributes.isEmpty();
  }

  private int bytes() {
    return attributes.stream().mapToInt(a -> a.entry() + a.stored()).sum() + 4;
  }

  boolean fitsInode() {
    return isEmpty() || bytes() + 4 <= IN_INODE;
  }

  boolean fitsBlock() {
    return bytes() + 32 <= Ext4Geometry.BLOCK;
  }

  /// The last 96 bytes of an inode.
  Optional<byte[]> inInode() {
    if (isEmpty() || !fitsInode()) {
      return Optional.empty();
    }
    ByteBuffer out = ByteBuffer.allocate(IN_INODE).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(MAGIC);
    entries(out, 4, false);
    return Optional.of(out.array());
  }

  /// The block, whose checksum covers its own number.
  byte[] block(long number, Ext4Checksum checksum) {
    ByteBuffer out = ByteBuffer.allocate(Ext4Geometry.BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(MAGIC).putInt(1).putInt(1);
    out.position(32);
    int hash = entries(out, 0, true);
    out.putInt(12, hash);
    out.putInt(16, checksum.ofBlock(number, out.array()));
    return out.array();
  }

  /// Entries grow from here, values from the end; offsets of values count from `base`.
  private int entries(ByteBuffer out, int base, boolean hashed) {
    int end = out.capacity();
    int blockHash = 0;
    for (Attribute a : attributes) {
      end -= a.stored();
      int hash = hashed ? hash(a) : 0;
      blockHash = (blockHash << 16) ^ (blockHash >>> 16) ^ hash;
      int start = out.position();
      out.put((byte) a.name().length).put((byte) a.index());
      out.putShort((short) (a.stored() == 0 ? 0 : end - base));
      out.putInt(0).putInt(a.value().length).putInt(hash).put(a.name());
      out.position(start + a.entry());
      out.put(end, a.value());
    }
    return blockHash;
  }

  /// The hash of a name and its value, as `e_hash` of the on-disk format has it.
  private static int hash(Attribute a) {
    int hash = 0;
    for (byte c : a.name()) {
      hash = (hash << 5) ^ (hash >>> 27) ^ (c & 0xff);
    }
    ByteBuffer value =
        ByteBuffer.wrap(Arrays.copyOf(a.value(), a.stored())).order(ByteOrder.LITTLE_ENDIAN);
    while (value.hasRemaining()) {
      hash = (hash << 16) ^ (hash >>> 16) ^ value.getInt();
    }
    return hash;
  }
}
