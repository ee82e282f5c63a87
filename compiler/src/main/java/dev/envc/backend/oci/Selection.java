package dev.envc.backend.oci;

import dev.envc.backend.oci.LayerPlan.Above;
import dev.envc.rootfs.FileTree.Entry;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.RandomAccess;

/// Some entries of a tree, in its order, with the directories above them: held as places in the
/// tree. A list that is not changed any more once the tree was gone through.
final class Selection extends AbstractList<Entry> implements RandomAccess {
  private final List<Entry> tree;
  private int[] places = new int[16];
  private int count;

  Selection(List<Entry> tree) {
    this.tree = tree;
  }

  /// Adds an entry and those of the directories above it, the innermost first, that are not there.
  /// Entries come in the order of the tree: what is above one and not there yet comes after
  /// everything that is.
  void add(int place, Deque<Above> above) {
    int missing = 0;
    for (Above directory : above) {
      if (has(directory.place())) {
        break;
      }
      missing++;
    }
    count += missing;
    grow();
    int at = count;
    for (Above directory : above) {
      if (missing-- == 0) {
        break;
      }
      places[--at] = directory.place();
    }
    places[count++] = place;
  }

  private boolean has(int place) {
    return Arrays.binarySearch(places, 0, count, place) >= 0;
  }

  private void grow() {
    if (count >= places.length) {
      places = Arrays.copyOf(places, 2 * (count + 1));
    }
  }

  @Override
  public Entry get(int index) {
    if (index >= count) {
      throw new IndexOutOfBoundsException(index);
    }
    return tree.get(places[index]);
  }

  @Override
  public int size() {
    return count;
  }
}
