package dev.envc.backend.disk.ext4;

import dev.envc.backend.disk.image.FullException;

/// Where the parts of a file system lie: groups of 32,768 blocks of 4 KiB; in each group the
/// superblock's copy with the descriptors (group 0, 1 and the powers of 3, 5 and 7), the two
/// bitmaps, the inode table, then data.
record Ext4Geometry(long blocks, int groups, int inodesPerGroup) {
  static final int BLOCK = 4096;
  static final int PER_GROUP = 32768;
  static final int INODE = 256;
  static final int DESCRIPTOR = 64;
  private static final int INODES_PER_BLOCK = BLOCK / INODE;

  /// The largest geometry within `size` bytes that has room for `inodes` inodes.
  ///
  /// @throws FullException when not even the tables fit
  static Ext4Geometry of(long size, long inodes) throws FullException {
    long blocks = size / BLOCK;
    if (blocks > 0xffff_ffffL) {
      throw new IllegalArgumentException("an ext4 file system of " + size + " bytes");
    }
    Ext4Geometry g = cut(blocks, inodes);
    long rest = blocks % PER_GROUP;
    if (g.groups > 1 && rest > 0 && rest < g.overhead(g.groups - 1) + 64) {
      g = cut(blocks - rest, inodes);
    }
    long tables = 0;
    for (int i = 0; i < g.groups; i++) {
      tables += g.overhead(i);
    }
    if (g.groups == 0 || g.blocksIn(0) <= g.overhead(0)) {
      throw new FullException(tables * BLOCK, size);
    }
    return g;
  }

  private static Ext4Geometry cut(long blocks, long inodes) {
    int groups = Math.toIntExact((blocks + PER_GROUP - 1) / PER_GROUP);
    long each = groups == 0 ? 0 : (inodes + groups - 1) / groups;
    long rounded = (each + INODES_PER_BLOCK - 1) / INODES_PER_BLOCK * INODES_PER_BLOCK;
    return new Ext4Geometry(blocks, groups, Math.clamp(rounded, INODES_PER_BLOCK, PER_GROUP));
  }

  long inodes() {
    return (long) groups * inodesPerGroup;
  }

  int tableBlocks() {
    return inodesPerGroup / INODES_PER_BLOCK;
  }

  int descriptorBlocks() {
    return (groups * DESCRIPTOR + BLOCK - 1) / BLOCK;
  }

  long first(int group) {
    return (long) group * PER_GROUP;
  }

  int blocksIn(int group) {
    return (int) Math.min(PER_GROUP, blocks - first(group));
  }

  boolean hasSuperblock(int group) {
    return group <= 1 || isPower(group, 3) || isPower(group, 5) || isPower(group, 7);
  }

  private static boolean isPower(int n, int base) {
    int p = base;
    while (p < n) {
      p *= base;
    }
    return p == n;
  }

  private int head(int group) {
    return hasSuperblock(group) ? 1 + descriptorBlocks() : 0;
  }

  long blockBitmap(int group) {
    return first(group) + head(group);
  }

  long inodeBitmap(int group) {
    return blockBitmap(group) + 1;
  }

  long inodeTable(int group) {
    return blockBitmap(group) + 2;
  }

  /// Blocks of a group that are not for data.
  int overhead(int group) {
    return head(group) + 2 + tableBlocks();
  }
}
