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

  private int[] sorted(int[] numbers) {
    Integer[] boxed = Arrays.stream(numbers).boxed().toArray(Integer[]::new);
    Arrays.sort(boxed, table::compare);
    return Arrays.stream(boxed).mapToInt(Integer::intValue).toArray();
  }
}
