package dev.envc.rootfs;

import java.util.ArrayList;
import java.util.List;

/// Numbers in a row that grows without being copied.
final class IntColumn {
  private static final int BITS = 12;
  private static final int MASK = (1 << BITS) - 1;

  private final List<int[]> blocks = new ArrayList<>();
  private int size;

  int get(int at) {
    return blocks.get(at >> BITS)[at & MASK];
  }

  void set(int at, int value) {
    blocks.get(at >> BITS)[at & MASK] = value;
  }

  void add(int value) {
    if (size >> BITS == blocks.size()) {
      blocks.add(new int[1 << BITS]);
    }
    set(size++, value);
  }

  int size() {
    return size;
  }
}
