package dev.envc.rootfs.locale;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Tables give back what was put in, also as glibc looks it up in what is written.
final class ThreeLevelTableTest {
  @Property(tries = 200)
  void whatIsSetIsFound(
      @ForAll @Size(max = 40) Map<@IntRange(max = 0x10ffff) Integer, Integer> values,
      @ForAll @IntRange(min = 1, max = 8) int p,
      @ForAll @IntRange(min = 0, max = 10) int q,
      @ForAll ByteOrderOf order) {
    var table = new ThreeLevelTable(p, q, 7);
    values.forEach(table::set);
    var writer = new CategoryWriter(order.order);
    table.writeWords(writer);
    ByteBuffer file = ByteBuffer.wrap(writer.finish(Category.LC_CTYPE)).order(order.order);
    ByteBuffer written = file.position(file.getInt(8)).slice().order(order.order);
    for (int key = 0; key < 70_000; key += 97) {
      assertEquals(values.getOrDefault(key, 7), table.get(key));
      assertEquals(values.getOrDefault(key, 7), lookUp(written, key));
    }
    values.forEach((key, value) -> assertEquals(value, lookUp(written, key)));
  }

  /// The byte orders, by name.
  enum ByteOrderOf {
    LITTLE(ByteOrder.LITTLE_ENDIAN),
    BIG(ByteOrder.BIG_ENDIAN);

    final ByteOrder order;

    ByteOrderOf(ByteOrder order) {
      this.order = order;
    }
  }

  /// As `collidx_table_lookup` of glibc (locale/coll-lookup.c).
  private static int lookUp(ByteBuffer table, int key) {
    int index1 = key >>> table.getInt(0);
    if (index1 >= table.getInt(4)) {
      return 7;
    }
    int level2 = table.getInt(20 + 4 * index1);
    if (level2 == 0) {
      return 7;
    }
    int index2 = key >>> table.getInt(8) & table.getInt(12);
    int level3 = table.getInt(level2 + 4 * index2);
    return level3 == 0 ? 7 : table.getInt(level3 + 4 * (key & table.getInt(16)));
  }
}
