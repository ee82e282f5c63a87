package dev.envc.rootfs.script;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A hardware database, `hwdb.bin`: a tree of match strings with properties, in the format that
/// sd-hwdb(3) reads. Little endian; a header of 80 bytes, the nodes with the children before their
/// parent, the strings. Match strings, keys and values are strings whose characters are bytes.
final class HardwareTrie {
  private static final int HEADER = 80;
  private static final int NODE = 24;
  private static final int CHILD = 16;
  private static final int VALUE = 32;

  private final TailStrings strings = new TailStrings();
  private final Node root = new Node("", 0);

  /// Where a property is from.
  record Source(String file, int line, int priority) {}

  private record Property(int key, int value, int file, Source source) {}

  private static final class Node {
    private String prefix;
    private int offset;
    private TreeMap<Character, Node> children = new TreeMap<>();
    private TreeMap<String, Property> values = new TreeMap<>();

    Node(String prefix, int offset) {
      this.prefix = prefix;
      this.offset = offset;
    }
  }

  /// Adds a property to a match; one of the same key that was there gives way.
  void add(String match, String key, String value, Source source) {
    Node node = root;
    int i = 0;
    while (true) {
      i += common(node, match, i);
      if (i == match.length()) {
        put(node, key, value, source);
        return;
      }
      char c = match.charAt(i++);
      Node child = node.children.get(c);
      if (child == null) {
        String rest = match.substring(i);
        child = new Node(rest, strings.add(rest));
        node.children.put(c, child);
        put(child, key, value, source);
        return;
      }
      node = child;
    }
  }

  /// How much of the prefix of a node is in the match at a place; the node is parted where it
  /// differs.
  private int common(Node node, String match, int from) {
    String prefix = node.prefix;
    int p = 0;
    while (p < prefix.length()
        && from + p < match.length()
        && prefix.charAt(p) == match.charAt(from + p)) {
      p++;
    }
    if (p < prefix.length()) {
      var rest = new Node(prefix.substring(p + 1), node.offset + p + 1);
      rest.children = node.children;
      rest.values = node.values;
      node.prefix = prefix.substring(0, p);
      node.offset = strings.add(node.prefix);
      node.children = new TreeMap<>(Map.of(prefix.charAt(p), rest));
      node.values = new TreeMap<>();
    }
    return p;
  }

  private void put(Node node, String key, String value, Source source) {
    int k = strings.add(key);
    int v = strings.add(value);
    node.values.put(key, new Property(k, v, strings.add(source.file()), source));
  }

  /// The file. The version of the tool, which nothing reads, is 0.
  byte[] bytes() {
    List<Node> all = new ArrayList<>();
    collect(root, all);
    long size =
        all.stream()
            .mapToLong(
                n -> NODE + (long) CHILD * n.children.size() + (long) VALUE * n.values.size())
            .sum();
    byte[] text = strings.bytes();
    var out = new ByteArrayOutputStream();
    long rootAt = nodes(root, HEADER + size, out);
    ByteBuffer head = ByteBuffer.allocate(HEADER);
    head.order(ByteOrder.LITTLE_ENDIAN).put("KSLPHHRH".getBytes(StandardCharsets.US_ASCII));
    for (long n :
        new long[] {0, HEADER + size + text.length, HEADER, NODE, CHILD, VALUE, rootAt, size}) {
      head.putLong(n);
    }
    head.putLong(text.length);
    var file = new ByteArrayOutputStream();
    file.writeBytes(head.array());
    file.writeBytes(out.toByteArray());
    file.writeBytes(text);
    return file.toByteArray();
  }

  private static void collect(Node node, Collection<Node> all) {
    all.add(node);
    node.children.values().forEach(n -> collect(n, all));
  }

  /// Writes a node after its children; where it is.
  private static long nodes(Node node, long stringsAt, ByteArrayOutputStream out) {
    var children = new TreeMap<Character, Long>();
    node.children.forEach((c, child) -> children.put(c, nodes(child, stringsAt, out)));
    long at = HEADER + (long) out.size();
    ByteBuffer b = ByteBuffer.allocate(NODE + CHILD * children.size() + VALUE * node.values.size());
    b.order(ByteOrder.LITTLE_ENDIAN);
    b.putLong(stringsAt + node.offset);
    b.putLong(children.size()).putLong(node.values.size());
    children.forEach((c, child) -> b.putLong(c).putLong(child));
    for (Property p : node.values.values()) {
      b.putLong(stringsAt + p.key()).putLong(stringsAt + p.value()).putLong(stringsAt + p.file());
      b.putInt(p.source().line()).putShort((short) p.source().priority()).putShort((short) 0);
    }
    out.writeBytes(b.array());
    return at;
  }
}
