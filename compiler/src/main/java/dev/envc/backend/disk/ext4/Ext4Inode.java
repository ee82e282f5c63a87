package dev.envc.backend.disk.ext4;

import dev.envc.rootfs.FileTree;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The 256 bytes of an inode.
final class Ext4Inode {
  static final int EXTENTS = 0x80000;
  private static final int IN_BLOCK = 0x28;

  private final ByteBuffer out =
      ByteBuffer.allocate(Ext4Geometry.INODE).order(ByteOrder.LITTLE_ENDIAN);

  /// `mode` with the type bits.
  Ext4Inode(int mode, long uid, long gid, int links) {
    out.putShort(0, (short) mode);
    out.putShort(0x02, (short) uid).putShort(0x78, (short) (uid >>> 16));
    out.putShort(0x18, (short) gid).putShort(0x7a, (short) (gid >>> 16));
    out.putShort(0x1a, (short) (links > 65000 ? 1 : links));
    out.putShort(0x80, (short) 32);
  }

  static int type(FileTree.Node node) {
    return switch (node) {
      case FileTree.Node.Directory _ -> 0x4000;
      case FileTree.Node.Regular _, FileTree.Node.Hardlink _ -> 0x8000;
      case FileTree.Node.Symlink _ -> 0xa000;
      case FileTree.Node.Fifo _ -> 0x1000;
      case FileTree.Node.Device d -> d.block() ? 0x6000 : 0x2000;
    };
  }

  /// The type as a directory entry has it.
  static int nameType(FileTree.Node node) {
    return switch (node) {
      case FileTree.Node.Directory _ -> 2;
      case FileTree.Node.Regular _, FileTree.Node.Hardlink _ -> 1;
      case FileTree.Node.Symlink _ -> 7;
      case FileTree.Node.Fifo _ -> 5;
      case FileTree.Node.Device d -> d.block() ? 4 : 3;
    };
  }

  /// All four times: 34 bits of seconds and 30 of nanoseconds.
  Ext4Inode times(long seconds, int nanos) {
    int extra = nanos << 2 | (int) ((seconds - (int) seconds) >> 32 & 3);
    out.putInt(0x08, (int) seconds).putInt(0x8c, extra);
    out.putInt(0x0c, (int) seconds).putInt(0x84, extra);
    out.putInt(0x10, (int) seconds).putInt(0x88, extra);
    out.putInt(0x90, (int) seconds).putInt(0x94, extra);
    return this;
  }

  /// The size in bytes and the blocks of 4 KiB that the file takes, tables included.
  Ext4Inode size(long bytes, long blocks) {
    out.putInt(0x04, (int) bytes).putInt(0x6c, (int) (bytes >>> 32));
    long sectors = blocks * (Ext4Geometry.BLOCK / 512);
    out.putInt(0x1c, (int) sectors).putShort(0x74, (short) (sectors >>> 32));
    return this;
  }

  Ext4Inode extents(byte[] root) {
    out.putInt(0x20, EXTENTS);
    return inBlock(root);
  }

  /// A short symlink's target, a device's number, or the root of the extents: up to 60 bytes.
  Ext4Inode inBlock(byte[] bytes) {
    out.put(IN_BLOCK, bytes);
    return this;
  }

  Ext4Inode device(int major, int minor) {
    if (major < 256 && minor < 256) {
      out.putInt(IN_BLOCK, major << 8 | minor);
    } else {
      out.putInt(IN_BLOCK + 4, (minor & 0xff) | major << 8 | (minor & ~0xff) << 12);
    }
    return this;
  }

  Ext4Inode xattrs(byte[] inInode) {
    out.put(Ext4Geometry.INODE - Ext4Xattrs.IN_INODE, inInode);
    return this;
  }

  Ext4Inode xattrBlock(long block) {
    out.putInt(0x68, (int) block).putShort(0x76, (short) (block >>> 32));
    return this;
  }

  byte[] inBlock() {
    byte[] bytes = new byte[60];
    out.get(IN_BLOCK, bytes);
    return bytes;
  }

  byte[] encode(int number, Ext4Checksum checksum) {
    int sum = checksum.ofInode(number, out.array(), 0, out.capacity());
    out.putShort(0x7c, (short) sum).putShort(0x82, (short) (sum >>> 16));
    return out.array();
  }
}
