package dev.envc.backend.disk.ext4;

import dev.envc.backend.disk.image.SparseImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Bitmaps and descriptors of the groups. A group whose inodes are all free has no inode table yet
/// (`INODE_UNINIT`): the kernel clears it in the background after the first mount.
final class Ext4Groups {
  private static final int BLOCK = Ext4Geometry.BLOCK;
  private static final int INODE_UNINIT = 1;
  private static final int INODE_ZEROED = 4;

  private final Ext4Geometry geometry;
  private final Ext4Allocator allocator;
  private final Ext4Checksum checksum;
  private final int lastInode;
  private final int[] directories;
  private long freeBlocks;

  Ext4Groups(
      Ext4Geometry geometry,
      Ext4Allocator allocator,
      Ext4Checksum checksum,
      int lastInode,
      int[] directories) {
    this.geometry = geometry;
    this.allocator = allocator;
    this.checksum = checksum;
    this.lastInode = lastInode;
    this.directories = directories;
  }

  long freeBlocks() {
    return freeBlocks;
  }

  /// The descriptors, and the bitmaps into the image.
  byte[] descriptors(SparseImage.Builder image) {
    byte[] all = new byte[geometry.descriptorBlocks() * BLOCK];
    for (int g = 0; g < geometry.groups(); g++) {
      byte[] blocks = bitmap(allocator.usedIn(g), geometry.blocksIn(g));
      int usedInodes = usedInodes(g);
      byte[] inodes = bitmap(usedInodes, geometry.inodesPerGroup());
      image.put(geometry.blockBitmap(g) * BLOCK, blocks);
      image.put(geometry.inodeBitmap(g) * BLOCK, inodes);
      byte[] descriptor = descriptor(g, blocks, inodes, usedInodes);
      System.arraycopy(descriptor, 0, all, g * Ext4Geometry.DESCRIPTOR, Ext4Geometry.DESCRIPTOR);
    }
    return all;
  }

  private int usedInodes(int g) {
    long before = (long) g * geometry.inodesPerGroup();
    return Math.clamp(lastInode - before, 0, geometry.inodesPerGroup());
  }

  private byte[] descriptor(int g, byte[] blocks, byte[] inodes, int usedInodes) {
    ByteBuffer d = ByteBuffer.allocate(Ext4Geometry.DESCRIPTOR).order(ByteOrder.LITTLE_ENDIAN);
    int free = geometry.blocksIn(g) - allocator.usedIn(g);
    freeBlocks += free;
    int freeInodes = geometry.inodesPerGroup() - usedInodes;
    place(d, 0x00, geometry.blockBitmap(g));
    place(d, 0x04, geometry.inodeBitmap(g));
    place(d, 0x08, geometry.inodeTable(g));
    count(d, 0x0c, free);
    count(d, 0x0e, freeInodes);
    count(d, 0x10, directories[g]);
    count(d, 0x1c, freeInodes);
    d.putShort(0x12, (short) (usedInodes == 0 ? INODE_UNINIT : INODE_ZEROED));
    int sum = checksum.of(blocks, Ext4Geometry.PER_GROUP / 8);
    d.putShort(0x18, (short) sum).putShort(0x38, (short) (sum >>> 16));
    int inodeSum = checksum.of(inodes, geometry.inodesPerGroup() / 8);
    d.putShort(0x1a, (short) inodeSum).putShort(0x3a, (short) (inodeSum >>> 16));
    d.putShort(0x1e, (short) checksum.ofNumbered(g, d.array(), 0, d.capacity()));
    return d.array();
  }

  private static void place(ByteBuffer d, int offset, long block) {
    d.putInt(offset, (int) block).putInt(offset + 0x20, (int) (block >>> 32));
  }

  private static void count(ByteBuffer d, int offset, int count) {
    d.putShort(offset, (short) count);
  }

  /// Bits 0 to `used - 1` are set, and those from `size` on, which stand for nothing.
  private static byte[] bitmap(int used, int size) {
    byte[] bits = new byte[BLOCK];
    set(bits, 0, used);
    set(bits, size, BLOCK * 8);
    return bits;
  }

  private static void set(byte[] bits, int from, int to) {
    int i = from;
    for (; i < to && i % 8 != 0; i++) {
      bits[i / 8] |= (byte) (1 << i % 8);
    }
    for (; i + 8 <= to; i += 8) {
      bits[i / 8] = (byte) 0xff;
    }
    for (; i < to; i++) {
      bits[i / 8] |= (byte) (1 << i % 8);
    }
  }
}
