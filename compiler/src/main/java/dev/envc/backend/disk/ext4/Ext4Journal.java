package dev.envc.backend.disk.ext4;

import java.nio.ByteBuffer;
import java.util.UUID;

/// An empty journal (jbd2). Its blocks are written as zeros and are no hole: what an earlier
/// flashing of the same image left there would pass for transactions of this file system.
final class Ext4Journal {
  private Ext4Journal() {}

  /// Blocks of the journal for a file system of this many blocks, about as mke2fs has it.
  static int blocks(long fileSystemBlocks) {
    if (fileSystemBlocks < 32768) {
      return 1024;
    }
    if (fileSystemBlocks < 256 * 1024) {
      return 4096;
    }
    return fileSystemBlocks < 4 * 1024 * 1024 ? 8192 : 16384;
  }

  /// The journal's first block.
  static byte[] superblock(int blocks, UUID uuid) {
    return ByteBuffer.allocate(Ext4Geometry.BLOCK)
        .putInt(0xc03b3998)
        .putInt(4)
        .putInt(0)
        .putInt(Ext4Geometry.BLOCK)
        .putInt(blocks)
        .putInt(1)
        .putInt(1)
        .putInt(0)
        .put(0x30, Ext4Checksum.bytes(uuid))
        .putInt(0x40, 1)
        .array();
  }
}
