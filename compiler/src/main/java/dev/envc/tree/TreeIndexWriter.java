package dev.envc.tree;

import dev.envc.pms.PackageName;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.CRC32C;

/// Writes the bytes that [TreeIndex] reads (spec/tree.md, "Index file").
public final class TreeIndexWriter {
  private static final MetadataKey[] KEYS = MetadataKey.values();

  private final ByteArrayOutputStream pool = new ByteArrayOutputStream(1 << 22);
  private final Map<String, Integer> offsets = new HashMap<>();

  private TreeIndexWriter() {
    pool.write(0);
  }

  /// The index of the packages' ebuilds, which each list holds in ascending order of version.
  /// `properties` are facts of the whole tree that a reader wants without opening it.
  public static byte[] write(
      SortedMap<String, String> properties, SortedMap<PackageName, List<IndexedEbuild>> packages) {
    return new TreeIndexWriter().bytes(properties, packages);
  }

  private byte[] bytes(
      SortedMap<String, String> properties, SortedMap<PackageName, List<IndexedEbuild>> packages) {
    var facts = new ArrayList<Integer>();
    properties.forEach(
        (key, value) -> {
          facts.add(offset(key));
          facts.add(offset(value));
        });
    var names = new ArrayList<Integer>();
    var ebuilds = new ArrayList<Integer>();
    int first = 0;
    for (var e : packages.entrySet()) {
      names.add(offset(e.getKey().category()));
      names.add(offset(e.getKey().name()));
      names.add(first);
      first += e.getValue().size();
      e.getValue().forEach(ebuild -> add(ebuilds, ebuild));
    }
    return assemble(facts, names, ebuilds, byName(new ArrayList<>(packages.keySet())), first);
  }

  private void add(List<Integer> ebuilds, IndexedEbuild ebuild) {
    ebuilds.add(offset(ebuild.version().toString()));
    ebuilds.add(ebuild.origin().code());
    ebuilds.add(ebuild.problem().map(this::offset).orElse(0));
    for (MetadataKey key : KEYS) {
      ebuilds.add(offset(ebuild.values().getOrDefault(key, "")));
    }
  }

  /// The packages' numbers in the order of their names without category.
  private static List<Integer> byName(List<PackageName> packages) {
    var order = new ArrayList<Integer>();
    for (int i = 0; i < packages.size(); i++) {
      order.add(i);
    }
    order.sort(
        Comparator.<Integer, String>comparing(i -> packages.get(i).name())
            .thenComparing(Comparator.naturalOrder()));
    return order;
  }

  private byte[] assemble(
      List<Integer> facts,
      List<Integer> names,
      List<Integer> ebuilds,
      List<Integer> byName,
      int ebuildCount) {
    int ints = facts.size() + names.size() + ebuilds.size() + byName.size();
    ByteBuffer out = ByteBuffer.allocate(TreeIndex.HEADER + 4 * ints + pool.size());
    out.putInt(TreeIndex.MAGIC).putInt(TreeIndex.FORMAT).putInt(0);
    out.putInt(facts.size() / 2).putInt(names.size() / 3).putInt(ebuildCount).putInt(pool.size());
    facts.forEach(out::putInt);
    names.forEach(out::putInt);
    ebuilds.forEach(out::putInt);
    byName.forEach(out::putInt);
    out.put(pool.toByteArray());
    var crc = new CRC32C();
    crc.update(out.array(), TreeIndex.CHECKED_FROM, out.capacity() - TreeIndex.CHECKED_FROM);
    out.putInt(8, (int) crc.getValue());
    return out.array();
  }

  /// Where a string is in the pool; the empty string is at 0.
  private int offset(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    Integer known = offsets.get(text);
    if (known != null) {
      return known;
    }
    int at = pool.size();
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int length = utf8.length;
    for (; length >= 0x80; length >>>= 7) {
      pool.write((length & 0x7f) | 0x80);
    }
    pool.write(length);
    pool.writeBytes(utf8);
    offsets.put(text, at);
    return at;
  }
}
