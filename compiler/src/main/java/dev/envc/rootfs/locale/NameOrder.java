package dev.envc.rootfs.locale;

import java.util.Arrays;

/// The order in which localedef goes over the characters of a character map, on which the order of
/// blocks in the table of widths depends: that of its hash table of names `Uxxxxxxxx`
/// (locale/programs/simple-hash.c). When the table grows, names are listed anew in the order of
/// their places; names that come later are listed at the end.
final class NameOrder {
  private static final int NAME_LENGTH = 9;

  private int size = prime(256);
  private int[] table = empty(size);
  private int[] listed = new int[1024];
  private int count;

  /// Adds a character that was not added before.
  void add(int codePoint) {
    enter(codePoint);
    if (100L * count > 75L * size) {
      grow();
    }
  }

  int[] toArray() {
    return Arrays.copyOf(listed, count);
  }

  private void grow() {
    int[] old = table;
    size = prime(2 * size);
    table = empty(size);
    count = 0;
    for (int codePoint : old) {
      if (codePoint >= 0) {
        enter(codePoint);
      }
    }
  }

  private void enter(int codePoint) {
    long hash = hash(codePoint);
    long place = 1 + hash % size;
    long step = 1 + hash % (size - 2);
    while (table[(int) place] >= 0) {
      place = place <= step ? size + place - step : place - step;
    }
    table[(int) place] = codePoint;
    if (count == listed.length) {
      listed = Arrays.copyOf(listed, 2 * count);
    }
    listed[count++] = codePoint;
  }

  private static long hash(int codePoint) {
    int hash = Integer.rotateLeft(NAME_LENGTH, 9) + 'U';
    for (int shift = 28; shift >= 0; shift -= 4) {
      int digit = codePoint >>> shift & 0xf;
      hash = Integer.rotateLeft(hash, 9) + (digit < 10 ? '0' + digit : 'A' + digit - 10);
    }
    return hash == 0 ? 0xffff_ffffL : hash & 0xffff_ffffL;
  }

  private static int[] empty(int size) {
    var table = new int[size + 1];
    Arrays.fill(table, -1);
    return table;
  }

  /// The first prime from a number on; of the numbers below ten, 1 counts and 3 does not.
  static int prime(int from) {
    int candidate = from | 1;
    while (!isPrime(candidate)) {
      candidate += 2;
    }
    return candidate;
  }

  private static boolean isPrime(int candidate) {
    int divisor = 3;
    while ((long) divisor * divisor < candidate && candidate % divisor != 0) {
      divisor += 2;
    }
    return candidate % divisor != 0;
  }
}
