package dev.envc.rootfs;

import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.Content;
import dev.envc.store.PosixName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// The entries of a root, found by path. A root may have millions: they are kept as bytes, about a
/// hundred for each beside its content, and an [Entry] is made anew whenever one is asked for.
///
/// Entries have numbers, from 0 in the order in which they came. The number of one that was removed
/// is not given again.
final class EntryTable {
  /// What `find` says of a path that is not there.
  static final int NONE = -1;

  private static final int ARENA_BITS = 20;
  private static final int ARENA_MASK = (1 << ARENA_BITS) - 1;

  private static final Node DIRECTORY = new Node.Directory();

  /// Paths one after the other; none is in two of them, and longer ones have one of their own.
  private final List<byte[]> arenas = new ArrayList<>();

  /// Bytes of the last one that are taken.
  private int taken;

  /// Where the path of each entry is, its length and its hash.
  private final IntColumn paths = new IntColumn();

  private final IntColumn lengths = new IntColumn();
  private final IntColumn hashes = new IntColumn();

  /// The number of what it has in common with others, and its time: both halves of the seconds, and
  /// nanoseconds.
  private final IntColumn attributes = new IntColumn();

  private final IntColumn highSeconds = new IntColumn();
  private final IntColumn lowSeconds = new IntColumn();
  private final IntColumn nanos = new IntColumn();

  /// The node of each entry: a [Content] stands for a regular file, null for one that was removed.
  private final List<@Nullable Object> nodes = new ArrayList<>();

  /// What many entries have in common, once.
  private final List<Attributes> common = new ArrayList<>();

  private final Map<Attributes, Integer> commonNumbers = new HashMap<>();
  private int lastCommon;

  /// Open addressing by the hash of the path: the number of an entry and one, 0 where none was, or
  /// [#REMOVED].
  private int[] slots = new int[1 << 10];

  private static final int REMOVED = -1;

  /// Slots that are not 0.
  private int used;

  private int size;

  private record Attributes(
      int mode, long uid, long gid, SortedMap<String, byte[]> xattrs, String owner) {

    boolean isOf(Entry e) {
      return mode == e.mode()
          && uid == e.uid()
          && gid == e.gid()
          && owner.equals(e.owner())
          && xattrs.equals(e.xattrs());
    }
  }

  /// How many entries there are.
  int size() {
    return size;
  }

  /// All numbers are below this one.
  int end() {
    return paths.size();
  }

  boolean has(int number) {
    return nodes.get(number) != null;
  }

  /// The number of the entry at a path, or [#NONE].
  int find(String path) {
    int slot = slot(path);
    return slots[slot] <= 0 ? NONE : slots[slot] - 1;
  }

  /// The node at a path, or null.
  @Nullable Node node(String path) {
    int number = find(path);
    return number == NONE ? null : node(number);
  }

  Entry get(int number) {
    return get(number, path(number));
  }

  /// As [#get(int)], for who has the path already.
  Entry get(int number, String path) {
    return get(number, path, node(number));
  }

  /// The entry with another node.
  Entry get(int number, String path, Node node) {
    Attributes a = common.get(attributes.get(number));
    long seconds =
        (long) highSeconds.get(number) << 32 | Integer.toUnsignedLong(lowSeconds.get(number));
    return new Entry(
        path, node, a.mode(), a.uid(), a.gid(), seconds, nanos.get(number), a.xattrs(), a.owner());
  }

  String path(int number) {
    return PosixName.decode(arena(number), offset(number), lengths.get(number));
  }

  private Node node(int number) {
    Object node = nodes.get(number);
    if (node instanceof Content content) {
      return new Node.Regular(content);
    }
    if (node instanceof Node other) {
      return other;
    }
    throw new IllegalArgumentException("no entry " + number);
  }

  /// Orders entries of one directory by the bytes of their names.
  int compare(int a, int b) {
    int from = offset(a);
    int other = offset(b);
    return Arrays.compareUnsigned(
        arena(a), from, from + lengths.get(a), arena(b), other, other + lengths.get(b));
  }

  /// Adds an entry, or puts it in the place of the one at its path.
  ///
  /// @return its number
  int put(Entry e) {
    int slot = slot(e.path());
    int number = slots[slot] > 0 ? slots[slot] - 1 : add(e.path(), slot);
    attributes.set(number, common(e));
    highSeconds.set(number, (int) (e.seconds() >> 32));
    lowSeconds.set(number, (int) e.seconds());
    nanos.set(number, e.nanos());
    nodes.set(number, packed(e.node()));
    return number;
  }

  /// A new number, with a path only.
  private int add(String path, int slot) {
    byte[] bytes = PosixName.encode(path);
    int number = end();
    paths.add(room(bytes));
    lengths.add(bytes.length);
    hashes.add(path.hashCode());
    for (IntColumn column : List.of(attributes, highSeconds, lowSeconds, nanos)) {
      column.add(0);
    }
    nodes.add(DIRECTORY);
    size++;
    if (slots[slot] == 0) {
      used++;
    }
    slots[slot] = number + 1;
    if (used > slots.length / 4 * 3) {
      rehash();
    }
    return number;
  }

  void remove(String path) {
    int slot = slot(path);
    if (slots[slot] > 0) {
      nodes.set(slots[slot] - 1, null);
      slots[slot] = REMOVED;
      size--;
    }
  }

  private static Object packed(Node node) {
    return node instanceof Node.Regular(var content)
        ? content
        : node instanceof Node.Directory ? DIRECTORY : node;
  }

  /// Most entries have what the one before them had.
  private int common(Entry e) {
    if (common.isEmpty() || !common.get(lastCommon).isOf(e)) {
      lastCommon =
          commonNumbers.computeIfAbsent(
              new Attributes(e.mode(), e.uid(), e.gid(), e.xattrs(), e.owner()),
              a -> {
                common.add(a);
                return common.size() - 1;
              });
    }
    return lastCommon;
  }

  /// Where the entry of a path is, or the slot that it would take.
  private int slot(String path) {
    int hash = path.hashCode();
    int mask = slots.length - 1;
    int free = NONE;
    byte[] bytes = null;
    for (int at = spread(hash) & mask; ; at = (at + 1) & mask) {
      int held = slots[at];
      if (held == 0) {
        return free == NONE ? at : free;
      }
      if (held == REMOVED) {
        free = free == NONE ? at : free;
      } else if (hashes.get(held - 1) == hash) {
        bytes = bytes == null ? PosixName.encode(path) : bytes;
        if (isPath(held - 1, bytes)) {
          return at;
        }
      }
    }
  }

  private boolean isPath(int number, byte[] path) {
    int from = offset(number);
    return lengths.get(number) == path.length
        && Arrays.equals(arena(number), from, from + path.length, path, 0, path.length);
  }

  private static int spread(int hash) {
    return hash ^ (hash >>> 16);
  }

  private void rehash() {
    slots = new int[Integer.highestOneBit(Math.max(size, 1 << 8)) * 4];
    used = size;
    int mask = slots.length - 1;
    for (int number = 0; number < end(); number++) {
      if (has(number)) {
        int at = spread(hashes.get(number)) & mask;
        while (slots[at] != 0) {
          at = (at + 1) & mask;
        }
        slots[at] = number + 1;
      }
    }
  }

  /// Puts a path into the last arena, or into a new one.
  ///
  /// @return where it is
  private int room(byte[] path) {
    if (arenas.isEmpty() || arenas.getLast().length - taken < path.length) {
      arenas.add(new byte[Math.max(path.length, 1 << ARENA_BITS)]);
      taken = 0;
    }
    System.arraycopy(path, 0, arenas.getLast(), taken, path.length);
    int place = ((arenas.size() - 1) << ARENA_BITS) | taken;
    taken += path.length;
    return place;
  }

  private byte[] arena(int number) {
    return arenas.get(paths.get(number) >>> ARENA_BITS);
  }

  private int offset(int number) {
    return paths.get(number) & ARENA_MASK;
  }
}
