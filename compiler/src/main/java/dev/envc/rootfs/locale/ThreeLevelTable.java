package dev.envc.rootfs.locale;

import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.Map;

/// A sparse table from characters to numbers, as glibc looks them up: the highest bits of a
/// character choose a block of the second level, the next `q` bits a block of the third, the last
/// `p` bits the value. Equal blocks are stored once; blocks stand in the order in which they were
/// first needed (locale/programs/3level.h of glibc).
final class ThreeLevelTable {
  private static final int NONE = -1;

  private final int p;
  private final int q;
  private final int absent;
  private final IntList level1;
  private final IntList level2;
  private final IntList level3;

  ThreeLevelTable(int p, int q, int absent) {
    this(p, q, absent, new IntList(), new IntList(), new IntList());
  }

  private ThreeLevelTable(
      int p, int q, int absent, IntList level1, IntList level2, IntList level3) {
    this.p = p;
    this.q = q;
    this.absent = absent;
    this.level1 = level1;
    this.level2 = level2;
    this.level3 = level3;
  }

  ThreeLevelTable copy() {
    return new ThreeLevelTable(p, q, absent, level1.copy(), level2.copy(), level3.copy());
  }

  int get(int key) {
    int index1 = key >>> (p + q);
    if (index1 >= level1.size() || level1.get(index1) == NONE) {
      return absent;
    }
    int block = level2.get((level1.get(index1) << q) + (key >>> p & ((1 << q) - 1)));
    return block == NONE ? absent : level3.get((block << p) + (key & ((1 << p) - 1)));
  }

  void set(int key, int value) {
    if (value == get(key)) {
      return;
    }
    int index1 = key >>> (p + q);
    while (index1 >= level1.size()) {
      level1.add(NONE);
    }
    int index2 = (block(level1, index1, level2, q, NONE) << q) + (key >>> p & ((1 << q) - 1));
    int index3 = (block(level2, index2, level3, p, absent) << p) + (key & ((1 << p) - 1));
    level3.set(index3, value);
  }

  /// The block that an entry of one level leads to, made when there is none.
  private static int block(IntList level, int index, IntList below, int bits, int filling) {
    if (level.get(index) == NONE) {
      level.set(index, below.size() >> bits);
      for (int i = 0; i < 1 << bits; i++) {
        below.add(filling);
      }
    }
    return level.get(index);
  }

  /// Writes the table as an element; words of the third level.
  void writeWords(CategoryWriter writer) {
    write(writer, 0, 4);
  }

  /// Writes the table as an element; bytes of the third level.
  void writeOctets(CategoryWriter writer) {
    write(writer, 0, 1);
  }

  /// Writes a table whose values are sets of 32 characters: its keys are characters divided by 32.
  void writeBits(CategoryWriter writer) {
    write(writer, 5, 4);
  }

  private void write(CategoryWriter writer, int shift, int width) {
    IntList to3 = level2.copy();
    IntList blocks3 = unique(level3, p, to3);
    IntList to2 = level1.copy();
    IntList blocks2 = unique(to3, q, to2);
    int start2 = 4 * (5 + to2.size());
    int start3 = start2 + 4 * blocks2.size();
    writer.structure(
        () -> {
          writer.words(q + p + shift, level1.size(), p + shift, (1 << q) - 1, (1 << p) - 1);
          writeOffsets(writer, to2, 4 << q, start2);
          writeOffsets(writer, blocks2, width << p, start3);
          if (width == 4) {
            writer.words(blocks3.toArray());
          } else {
            var octets = new byte[blocks3.size()];
            for (int i = 0; i < octets.length; i++) {
              octets[i] = (byte) blocks3.get(i);
            }
            writer.octets(octets);
          }
          writer.align();
        });
  }

  private static void writeOffsets(CategoryWriter writer, IntList level, int size, int start) {
    var offsets = new int[level.size()];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = level.get(i) == NONE ? 0 : level.get(i) * size + start;
    }
    writer.words(offsets);
  }

  /// The blocks of a level without repetitions; what leads to them is changed accordingly.
  private static IntList unique(IntList level, int bits, IntList above) {
    Map<IntBuffer, Integer> numbers = new HashMap<>();
    int[] values = level.toArray();
    var unique = new IntList();
    var renumbered = new int[values.length >> bits];
    for (int block = 0; block < renumbered.length; block++) {
      IntBuffer content = IntBuffer.wrap(values, block << bits, 1 << bits);
      int number = numbers.getOrDefault(content, numbers.size());
      if (numbers.putIfAbsent(content, number) == null) {
        for (int i = 0; i < 1 << bits; i++) {
          unique.add(values[(block << bits) + i]);
        }
      }
      renumbered[block] = number;
    }
    for (int i = 0; i < above.size(); i++) {
      if (above.get(i) != NONE) {
        above.set(i, renumbered[above.get(i)]);
      }
    }
    return unique;
  }
}
