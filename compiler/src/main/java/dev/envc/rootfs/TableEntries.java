package dev.envc.rootfs;

import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import java.util.AbstractList;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/// Entries of a table as a list in the order of their paths; some with another node than they have
/// there. The table does not change any more.
final class TableEntries extends AbstractList<Entry> implements RandomAccess {
  private static final int SHORT = 50_000;

  private final EntryTable table;
  private final int[] order;
  private final Map<Integer, Node> replaced;

  /// The entries that were made, of a list that is not long: it is gone through several times.
  private final @Nullable Entry[] made;

  TableEntries(EntryTable table, int[] order, Map<Integer, Node> replaced) {
    this.table = table;
    this.order = order;
    this.replaced = replaced;
    this.made = new @Nullable Entry[order.length <= SHORT ? order.length : 0];
  }

  @Override
  public Entry get(int index) {
    if (made.length == 0) {
      return make(index);
    }
    Entry known = made[index];
    if (known == null) {
      known = make(index);
      made[index] = known;
    }
    return known;
  }

  private Entry make(int index) {
    int number = order[index];
    Node other = replaced.isEmpty() ? null : replaced.get(number);
    String path = table.path(number);
    return other == null ? table.get(number, path) : table.get(number, path, other);
  }

  @Override
  public int size() {
    return order.length;
  }
}
