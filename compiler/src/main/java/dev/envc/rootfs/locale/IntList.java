package dev.envc.rootfs.locale;

import java.util.Arrays;

/// Numbers that grow; what was never set is zero.
final class IntList {
  private int[] values = new int[64];
  private int size;

  int size() {
    return size;
  }

  int get(int index) {
    return index < size ? values[index] : 0;
  }

  void add(int value) {
    set(size, value);
  }

  void set(int index, int value) {
    if (index >= values.length) {
      values = Arrays.copyOf(values, Math.max(2 * values.length, index + 1));
    }
    values[index] = value;
    size = Math.max(size, index + 1);
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }

  IntList copy() {
    var copy = new IntList();
    copy.values = Arrays.copyOf(values, Math.max(size, 1));
    copy.size = size;
    return copy;
  }
}
