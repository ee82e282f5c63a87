package dev.envc.rootfs;

import java.util.Arrays;

/// What is directly in each directory of a table, as lists that run through two numbers of each
/// entry: the first in it, and the next beside it.
final class Children {
  private final EntryTable table;
  private final IntColumn first = new IntColumn();
  private final IntColumn next = new IntColumn();

  /// The directory of the entry that was added last: the next is likely in it too.
  private String lastParent = "";

  private int lastNumber = EntryTable.NONE;

  Children(EntryTable table) {
    this.table = table;
    for (int number = 0; number < table.end(); number++) {
      first.add(EntryTable.NONE);
      next.add(EntryTable.NONE);
    }
    for (int number = 0; number < table.end(); number++) {
      if (table.has(number)) {
        link(number);
      }
    }
  }

  /// An entry that the table has got.
  void add(int number) {
    first.add(EntryTable.NONE);
    next.add(EntryTable.NONE);
    link(number);
  }

  private void link(int number) {
    String path = table.path(number);
    if (path.isEmpty()) {
      return;
    }
    int slash = Math.max(path.lastIndexOf('/'), 0);
    if (lastNumber == EntryTable.NONE || !isIn(path, slash)) {
      lastParent = path.substring(0, slash);
      lastNumber = table.find(lastParent);
      if (lastNumber == EntryTable.NONE) {
        throw new IllegalStateException("nothing holds /" + path);
      }
    }
    next.set(number, first.get(lastNumber));
    first.set(lastNumber, number);
  }

  private boolean isIn(String path, int slash) {
    return slash == lastParent.length() && path.startsWith(lastParent) && table.has(lastNumber);
  }

  /// The numbers of what is directly in the directory of this number, sorted by name.
  int[] of(int directory) {
    var found = new int[16];
    int count = 0;
    for (int n = first.get(directory); n != EntryTable.NONE; n = next.get(n)) {
      if (table.has(n)) {
        if (count == found.length) {
          found = Arrays.copyOf(found, 2 * count);
        }
        found[count++] = n;
      }
    }
    return sorted(Arrays.copyOf(found, count));
  }

  /// Sorted by merging; lists are in the reverse of the order in which packages brought them, which
  /// is sorted for each, so most halves need no merging.
  private int[] sorted(int[] numbers) {
    for (int i = 0, j = numbers.length - 1; i < j; i++, j--) {
      int n = numbers[i];
      numbers[i] = numbers[j];
      numbers[j] = n;
    }
    sort(numbers, new int[numbers.length], 0, numbers.length);
    return numbers;
  }

  private void sort(int[] numbers, int[] room, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = (from + to) >>> 1;
    sort(numbers, room, from, middle);
    sort(numbers, room, middle, to);
    if (table.compare(numbers[middle - 1], numbers[middle]) <= 0) {
      return;
    }
    System.arraycopy(numbers, from, room, from, middle - from);
    int left = from;
    int right = middle;
    for (int at = from; left < middle; at++) {
      boolean isLeft = right == to || table.compare(room[left], numbers[right]) <= 0;
      numbers[at] = isLeft ? room[left++] : numbers[right++];
    }
  }
}
