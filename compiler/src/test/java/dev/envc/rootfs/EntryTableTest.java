package dev.envc.rootfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.PathOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The table against a map that does the same.
final class EntryTableTest {
  /// Some have the same hash ("Aa" and "BB"), one is not UTF-8, one is long.
  private static final List<String> NAMES =
      List.of("Aa", "BB", "a", "a b", "\udcff", "ü", "a-b", "a.b", "x".repeat(255));

  private static Entry entry(String path, Random random) {
    Node node =
        switch (random.nextInt(4)) {
          case 0 -> new Node.Symlink("to" + random.nextInt());
          case 1 -> new Node.Fifo();
          case 2 -> new Node.Device(true, random.nextInt(9), 1);
          default -> new Node.Regular(BytesContent.of(path));
        };
    var xattrs = new TreeMap<String, byte[]>();
    if (random.nextInt(9) == 0) {
      xattrs.put("user.x", new byte[] {1});
    }
    return new Entry(
        path,
        node,
        random.nextInt(010000),
        random.nextInt(3) * 0xffffffffL,
        random.nextInt(3),
        random.nextLong(),
        random.nextInt(1_000_000_000),
        xattrs,
        "a/b-" + random.nextInt(3));
  }

  private static String path(Random random) {
    var path = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      path.append(path.isEmpty() ? "" : "/").append(NAMES.get(random.nextInt(NAMES.size())));
    }
    return path.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void holdsWhatAMapHolds(int seed) {
    var random = new Random(seed);
    var table = new EntryTable();
    Map<String, Entry> model = new HashMap<>();
    for (int i = 0; i < 60_000; i++) {
      String path = path(random);
      if (random.nextInt(3) == 0) {
        table.remove(path);
        model.remove(path);
      } else {
        Entry e = entry(path, random);
        assertEquals(e, table.get(table.put(e)));
        model.put(path, e);
      }
      String other = path(random);
      int number = table.find(other);
      assertEquals(
          model.get(other), number == EntryTable.NONE ? null : table.get(number, other), other);
    }
    assertEquals(model.size(), table.size());
    var all = new HashMap<String, Entry>();
    for (int number = 0; number < table.end(); number++) {
      if (table.has(number)) {
        all.put(table.path(number), table.get(number));
      }
    }
    assertEquals(model, all);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aTreeIsInTheOrderOfPaths(int seed) {
    var random = new Random(seed);
    var root = new WorkRoot();
    var paths = new ArrayList<String>();
    for (int i = 0; i < 3_000; i++) {
      String path = path(random);
      String at = root.makeDirectories(WorkRoot.parent(path), "o");
      if (root.get(path).isEmpty()) {
        root.put(WorkRoot.directory(WorkRoot.join(at, WorkRoot.name(path)), 0755, 0, 0, "o"));
      }
      if (i == 1_500) {
        // From here on directories know what they hold.
        paths.addAll(root.below(""));
      }
    }
    List<String> tree = root.toTree().entries().stream().map(Entry::path).toList();
    assertEquals(tree.stream().sorted(PathOrder.INSTANCE).toList(), tree);
    assertEquals(tree.subList(1, tree.size()), root.below(""));
    for (String path : paths) {
      assertEquals(path, root.toTree().find(path).orElseThrow().path());
    }
    for (String path : root.in("a")) {
      root.below(path).forEach(root::remove);
      root.remove(path);
    }
    assertEquals(List.of(), root.below("a"));
    assertEquals(List.of(), root.names("a"));
  }

  @Test
  void nothingIsWithoutADirectory() {
    var root = new WorkRoot();
    root.put(WorkRoot.directory("a/b", 0755, 0, 0, "o"));
    assertThrows(IllegalStateException.class, root::toTree);
  }

  @Test
  void furtherNamesOfAFileLeadToTheFirst() {
    var root = new WorkRoot();
    root.put(new Entry("m", new Node.Regular(BytesContent.of("x")), 0644, 0, 0, 1, 0, none(), "o"));
    root.putLink("z", "m", "o");
    root.putLink("b", "z", "o");
    FileTree tree = root.toTree();
    assertEquals(new Node.Hardlink("b"), tree.find("m").orElseThrow().node());
    assertEquals(new Node.Hardlink("b"), tree.find("z").orElseThrow().node());
    assertEquals(Node.Regular.class, tree.find("b").orElseThrow().node().getClass());
  }

  private static SortedMap<String, byte[]> none() {
    return new TreeMap<>();
  }
}
