package dev.envc.rootfs.script;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/// Strings with a NUL each, where one that is the end of another is not kept again: systemd's
/// `strbuf`, in whose order a hardware database has its strings. Found by a tree of characters from
/// the last one on; each string is one node, at the first place where it parts from the others.
final class TailStrings {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Node root = new Node("", 0);

  private record Node(String value, int offset, TreeMap<Character, Node> children) {
    Node(String value, int offset) {
      this(value, offset, new TreeMap<>());
    }
  }

  TailStrings() {
    bytes.write(0);
  }

  /// Where a string begins, whose characters are bytes.
  int add(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    Node node = root;
    for (int depth = 0; ; depth++) {
      if (depth == text.length() || node.value().endsWith(text)) {
        return node.offset() + node.value().length() - text.length();
      }
      char c = text.charAt(text.length() - 1 - depth);
      Node child = node.children().get(c);
      if (child == null) {
        int offset = bytes.size();
        bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        bytes.write(0);
        node.children().put(c, new Node(text, offset));
        return offset;
      }
      node = child;
    }
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
