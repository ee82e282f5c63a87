package dev.envc.backend.disk.ext4;

import dev.envc.backend.disk.image.FullException;
import java.util.ArrayList;
import java.util.List;

/// Gives out data blocks in ascending order, never one twice.
final class Ext4Allocator {
  /// Blocks `start` to `start + count - 1`.
  record Run(long start, int count) {}

  private final Ext4Geometry geometry;
  private int group;
  private long next;

  Ext4Allocator(Ext4Geometry geometry) {
    this.geometry = geometry;
    this.next = geometry.overhead(0);
  }

  List<Run> take(long count) throws FullException {
    List<Run> runs = new ArrayList<>();
    for (long left = count; left > 0; ) {
      long end = geometry.first(group) + geometry.blocksIn(group);
      if (next == end) {
        if (++group == geometry.groups()) {
          throw new FullException(
              (geometry.blocks() + left) * Ext4Geometry.BLOCK,
              geometry.blocks() * Ext4Geometry.BLOCK);
        }
        next = geometry.first(group) + geometry.overhead(group);
      } else {
        int n = (int) Math.min(left, end - next);
        runs.add(new Run(next, n));
        next += n;
        left -= n;
      }
    }
    return runs;
  }

  long one() throws FullException {
    return take(1).getFirst().start();
  }

  /// How many blocks of a group's beginning are in use, tables included.
  int usedIn(int g) {
    if (g > group) {
      return geometry.overhead(g);
    }
    return g < group ? geometry.blocksIn(g) : (int) (next - geometry.first(g));
  }
}
