package dev.envc.backend.disk.ext4;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import java.util.zip.CRC32C;

/// The checksums of `metadata_csum`: CRC-32C, seeded with all ones, over the file system's id, what
/// identifies the block, and the block; never inverted at the end.
final class Ext4Checksum {
  private final byte[] uuid;

  Ext4Checksum(UUID uuid) {
    this.uuid = bytes(uuid);
  }

  static byte[] bytes(UUID uuid) {
    return ByteBuffer.allocate(16)
        .putLong(uuid.getMostSignificantBits())
        .putLong(uuid.getLeastSignificantBits())
        .array();
  }

  /// Without the file system's id: for the superblock.
  static int plain(byte[] bytes, int length) {
    var crc = new CRC32C();
    crc.update(bytes, 0, length);
    return ~(int) crc.getValue();
  }

  int of(byte[] bytes, int length) {
    return of(new byte[0], bytes, 0, length);
  }

  int ofNumbered(int number, byte[] bytes, int offset, int length) {
    return of(intBytes(number), bytes, offset, length);
  }

  int ofBlock(long block, byte[] bytes) {
    return of(intBytes((int) block, (int) (block >>> 32)), bytes, 0, bytes.length);
  }

  /// What belongs to an inode: its generation is always 0 here.
  int ofInode(int inode, byte[] bytes, int offset, int length) {
    return of(intBytes(inode, 0), bytes, offset, length);
  }

  private int of(byte[] identity, byte[] bytes, int offset, int length) {
    var crc = new CRC32C();
    crc.update(uuid);
    crc.update(identity);
    crc.update(bytes, offset, length);
    return ~(int) crc.getValue();
  }

  private static byte[] intBytes(int... numbers) {
    byte[] bytes = new byte[4 * numbers.length];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(numbers);
    return bytes;
  }
}
