package dev.envc.backend.disk.ext4;

import dev.envc.backend.disk.image.FullException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// The extent tree of a file: in the inode for up to 4 runs, else one level of blocks below it,
/// which reaches further than any image.
@SuppressWarnings("ArrayRecordComponent")
record Ext4Extents(byte[] root, List<Leaf> leaves) {
  /// A block of the tree.
  @SuppressWarnings("ArrayRecordComponent")
  record Leaf(long block, byte[] bytes) {}

  private static final int MAGIC = 0xf30a;
  private static final int IN_ROOT = 4;
  private static final int IN_LEAF = (Ext4Geometry.BLOCK - 12 - 4) / 12;

  static Ext4Extents of(
      List<Ext4Allocator.Run> runs, int inode, Ext4Allocator allocator, Ext4Checksum checksum)
      throws FullException {
    byte[] root = new byte[60];
    ByteBuffer out = little(root);
    List<Leaf> leaves = new ArrayList<>();
    if (runs.size() <= IN_ROOT) {
      header(out, runs.size(), IN_ROOT, 0);
      extents(out, runs, 0);
      return new Ext4Extents(root, leaves);
    }
    header(out, (runs.size() + IN_LEAF - 1) / IN_LEAF, IN_ROOT, 1);
    long logical = 0;
    for (int i = 0; i < runs.size(); i += IN_LEAF) {
      List<Ext4Allocator.Run> part = runs.subList(i, Math.min(i + IN_LEAF, runs.size()));
      long block = allocator.one();
      out.putInt((int) logical).putInt((int) block).putShort((short) (block >>> 32));
      out.putShort((short) 0);
      byte[] bytes = new byte[Ext4Geometry.BLOCK];
      ByteBuffer leaf = little(bytes);
      header(leaf, part.size(), IN_LEAF, 0);
      logical = extents(leaf, part, logical);
      int tail = 12 + IN_LEAF * 12;
      leaf.putInt(tail, checksum.ofInode(inode, bytes, 0, tail));
      leaves.add(new Leaf(block, bytes));
    }
    return new Ext4Extents(root, leaves);
  }

  private static void header(ByteBuffer out, int entries, int max, int depth) {
    out.putShort((short) MAGIC).putShort((short) entries).putShort((short) max);
    out.putShort((short) depth).putInt(0);
  }

  private static long extents(ByteBuffer out, List<Ext4Allocator.Run> runs, long first) {
    long logical = first;
    for (Ext4Allocator.Run r : runs) {
      out.putInt((int) logical).putShort((short) r.count());
      out.putShort((short) (r.start() >>> 32)).putInt((int) r.start());
      logical += r.count();
    }
    return logical;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
