package dev.envc.rootfs.script.glib;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// A database of GVDB, little endian, as GLib's gvdb-builder writes it: tables of names with values
/// or further tables. Each table has a root, the empty name, whose children are the names that were
/// added as such. The names with one hash modulo the number of names are one bucket.
public final class Gvdb {
  private static final int HEADER = 24;
  private static final int ITEM = 24;
  private static final byte[] SIGNATURE = "GVariant".getBytes(StandardCharsets.US_ASCII);

  /// What a name has.
  private sealed interface Item {
    record Value(Variant value) implements Item {}

    record Nested(Table table) implements Item {}

    record Root() implements Item {}
  }

  /// One table.
  public static final class Table {
    private final GlibTable<Item> items = new GlibTable<>();
    private final SortedSet<String> children = new TreeSet<>();

    public Table() {
      items.put("", new Item.Root());
    }

    /// Adds a value that is a child of the root.
    public void child(String name, Variant value) {
      children.add(name);
      items.put(name, new Item.Value(value));
    }

    /// Adds a table that is a child of the root.
    public void child(String name, Table table) {
      children.add(name);
      items.put(name, new Item.Nested(table));
    }

    /// Adds a string that is no child.
    public void attribute(String name, String value) {
      items.put(name, new Item.Value(Variant.ofString(value)));
    }
  }

  private byte[] file = new byte[HEADER];
  private int size = HEADER;

  private Gvdb() {}

  /// The file with a table.
  public static byte[] bytes(Table table) {
    var gvdb = new Gvdb();
    int[] place = gvdb.table(table);
    var head = new ByteArrayOutputStream();
    head.writeBytes(SIGNATURE);
    for (int word : new int[] {0, 0, place[0], place[1]}) {
      VariantBytes.number(head, word, 4);
    }
    gvdb.store(0, head.toByteArray());
    return Arrays.copyOf(gvdb.file, gvdb.size);
  }

  /// Writes a table and what it has; where it begins and ends.
  private int[] table(Table table) {
    List<String> order = order(table.items);
    int count = order.size();
    Map<String, Integer> indices = new HashMap<>();
    order.forEach(name -> indices.put(name, indices.size()));
    int[] place = allocate(4, 8 + 4 * count + ITEM * count);
    var header = new ByteArrayOutputStream();
    // The shift of a Bloom filter that has no words.
    VariantBytes.number(header, 5 << 27, 4);
    VariantBytes.number(header, count, 4);
    int next = 0;
    for (int bucket = 0; bucket < count; bucket++) {
      VariantBytes.number(header, next, 4);
      while (next < count && bucket(order.get(next), count) == bucket) {
        next++;
      }
    }
    store(place[0], header.toByteArray());
    for (int i = 0; i < count; i++) {
      store(place[0] + header.size() + i * ITEM, item(table, order.get(i), indices));
    }
    return place;
  }

  /// The names by bucket; in one, the last of the hash table's order comes first.
  private static List<String> order(GlibTable<Item> items) {
    int count = items.size();
    List<List<String>> buckets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      buckets.add(new ArrayList<>());
    }
    items.keys().forEach(name -> buckets.get(bucket(name, count)).addFirst(name));
    return buckets.stream().flatMap(List::stream).toList();
  }

  private static int bucket(String name, int count) {
    return Integer.remainderUnsigned(GlibTable.hash(name), count);
  }

  private byte[] item(Table table, String name, Map<String, Integer> indices) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    int[] key = allocate(1, text.length);
    store(key[0], text);
    char kind;
    int[] value;
    switch (table.items.get(name).orElseThrow()) {
      case Item.Value(var v) -> {
        kind = 'v';
        byte[] bytes = Variant.boxed(v).bytes();
        value = allocate(8, bytes.length);
        store(value[0], bytes);
      }
      case Item.Nested(var nested) -> {
        kind = 'H';
        value = table(nested);
      }
      case Item.Root() -> {
        kind = table.children.isEmpty() ? '\0' : 'L';
        value = children(table, indices);
      }
    }
    var item = new ByteArrayOutputStream();
    VariantBytes.number(item, GlibTable.hash(name), 4);
    VariantBytes.number(item, table.children.contains(name) ? indices.getOrDefault("", 0) : -1, 4);
    VariantBytes.number(item, key[0], 4);
    VariantBytes.number(item, text.length, 2);
    VariantBytes.number(item, kind, 2);
    VariantBytes.number(item, value[0], 4);
    VariantBytes.number(item, value[1], 4);
    return item.toByteArray();
  }

  /// The indices of the children of the root, by name.
  private int[] children(Table table, Map<String, Integer> indices) {
    if (table.children.isEmpty()) {
      return new int[] {0, 0};
    }
    var list = new ByteArrayOutputStream();
    table.children.forEach(name -> VariantBytes.number(list, indices.getOrDefault(name, 0), 4));
    int[] place = allocate(4, list.size());
    store(place[0], list.toByteArray());
    return place;
  }

  private int[] allocate(int alignment, int length) {
    int start = VariantBytes.aligned(size, alignment);
    size = start + length;
    return new int[] {start, size};
  }

  private void store(int place, byte[] bytes) {
    if (file.length < size) {
      file = Arrays.copyOf(file, Math.max(size, 2 * file.length));
    }
    System.arraycopy(bytes, 0, file, place, bytes.length);
  }
}
