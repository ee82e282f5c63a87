package dev.envc.backend.disk.ext4;

import dev.envc.backend.disk.image.UnfitException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The superblock and its copies: 1024 bytes.
final class Ext4Superblock {
  private static final int EXT_ATTR = 0x8;
  private static final int DIR_INDEX = 0x20;
  private static final int HAS_JOURNAL = 0x4;
  private static final int INCOMPAT_FILETYPE_EXTENTS_64BIT_FLEX_BG = 0x2 | 0x40 | 0x80 | 0x200;

  /// sparse_super, large_file, huge_file, dir_nlink, extra_isize, metadata_csum.
  private static final int RO_COMPAT = 0x1 | 0x2 | 0x8 | 0x20 | 0x40 | 0x400;

  private final Ext4Geometry geometry;
  private final Ext4Options options;
  private final long freeBlocks;
  private final long freeInodes;
  private final byte[] journalBlocks;
  private final long journalSize;

  Ext4Superblock(
      Ext4Geometry geometry,
      Ext4Options options,
      long freeBlocks,
      long freeInodes,
      byte[] journalBlocks,
      long journalSize) {
    this.geometry = geometry;
    this.options = options;
    this.freeBlocks = freeBlocks;
    this.freeInodes = freeInodes;
    this.journalBlocks = journalBlocks;
    this.journalSize = journalSize;
  }

  byte[] encode(int group) {
    ByteBuffer out = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
    counts(out);
    out.putShort(0x36, (short) 0xffff).putShort(0x38, (short) 0xef53);
    out.putShort(0x3a, (short) 1).putShort(0x3c, (short) 1);
    out.putInt(0x4c, 1).putInt(0x54, Ext4Files.FIRST);
    out.putShort(0x58, (short) Ext4Geometry.INODE).putShort(0x5a, (short) group);
    features(out);
    byte[] uuid = Ext4Checksum.bytes(options.uuid());
    out.put(0x68, uuid).put(0x78, label());
    out.put(0xec, uuid).put(0xfc, (byte) 1);
    out.putShort(0xfe, (short) Ext4Geometry.DESCRIPTOR);
    out.putInt(0x100, 0x000c);
    out.putShort(0x15c, (short) 32).putShort(0x15e, (short) 32).putInt(0x160, 1);
    out.put(0x174, (byte) 4).put(0x175, (byte) 1);
    times(out);
    out.putInt(0x3fc, Ext4Checksum.plain(out.array(), 0x3fc));
    return out.array();
  }

  private void counts(ByteBuffer out) {
    out.putInt(0x00, (int) geometry.inodes()).putInt(0x04, (int) geometry.blocks());
    out.putInt(0x0c, (int) freeBlocks).putInt(0x10, (int) freeInodes);
    out.putInt(0x18, 2).putInt(0x1c, 2);
    out.putInt(0x20, Ext4Geometry.PER_GROUP).putInt(0x24, Ext4Geometry.PER_GROUP);
    out.putInt(0x28, geometry.inodesPerGroup());
  }

  private void features(ByteBuffer out) {
    out.putInt(0x5c, EXT_ATTR | DIR_INDEX | (options.journal() ? HAS_JOURNAL : 0));
    out.putInt(0x60, INCOMPAT_FILETYPE_EXTENTS_64BIT_FLEX_BG);
    out.putInt(0x64, RO_COMPAT);
    if (options.journal()) {
      out.putInt(0xe0, Ext4Files.JOURNAL).put(0xfd, (byte) 1).put(0x10c, journalBlocks);
      out.putInt(0x10c + 60, (int) (journalSize >>> 32)).putInt(0x10c + 64, (int) journalSize);
    }
  }

  private void times(ByteBuffer out) {
    long s = options.seconds();
    byte high = (byte) (s >>> 32);
    out.putInt(0x30, (int) s).put(0x274, high);
    out.putInt(0x40, (int) s).put(0x277, high);
    out.putInt(0x108, (int) s).put(0x276, high);
  }

  private byte[] label() {
    byte[] bytes = options.label().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 16) {
      throw new UnfitException(
          "ext4 holds labels of up to 16 bytes, not `" + options.label() + "`.");
    }
    return bytes;
  }
}
