package dev.envc.rootfs.script.mime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/// The endings of names, from their last letter on.
final class SuffixTree {
  private static final int ENTRY = 12;

  private final Node root = new Node();

  /// @param flags those of the first pattern that gave the type this ending
  private record Type(MimeType type, int weight, int flags) {}

  private static final class Node {
    private final SequencedMap<MimeType, Type> types = new LinkedHashMap<>();

    /// By code point.
    private final SortedMap<Integer, Node> next = new TreeMap<>();

    int size() {
      return types.size() + next.size();
    }
  }

  /// Adds a pattern that is a `*` and a text behind it. The `*` alone has no ending.
  void add(Glob glob) {
    Node node = root;
    int[] letters = glob.pattern().codePoints().toArray();
    for (int i = letters.length - 1; i > 0; i--) {
      node = node.next.computeIfAbsent(letters[i], _ -> new Node());
    }
    if (letters.length > 1) {
      node.types.merge(
          glob.type(),
          new Type(glob.type(), glob.weight(), glob.flags()),
          (old, added) ->
              added.weight > old.weight ? new Type(old.type, added.weight, old.flags) : old);
    }
  }

  /// Writes the levels of the tree one behind the other.
  ///
  /// @param strings where a string is in the file
  void write(Bytes out, ToIntFunction<String> strings) {
    out.word(root.size()).word(out.size() + 4);
    int offset = out.size() + ENTRY * root.size();
    List<Node> level = List.of(root);
    while (!level.isEmpty()) {
      var below = new ArrayList<Node>();
      for (Node node : level) {
        for (Type type : node.types.values()) {
          out.word(0).word(strings.applyAsInt(type.type.toString()));
          out.word((type.weight & 0xff) | type.flags);
        }
        for (var next : node.next.entrySet()) {
          out.word(next.getKey()).word(next.getValue().size()).word(offset);
          offset += ENTRY * next.getValue().size();
          below.add(next.getValue());
        }
      }
      level = below;
    }
  }
}
