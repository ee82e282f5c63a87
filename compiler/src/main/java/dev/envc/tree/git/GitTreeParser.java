package dev.envc.tree.git;

import dev.envc.tree.TreeSource.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The format of git's tree objects: entries of `mode SP name NUL id`.
final class GitTreeParser {
  private GitTreeParser() {}

  /// One entry of a tree object.
  record Node(String name, Kind kind, String id) {}

  /// The entries in the object's order; empty when it is malformed, or holds a name that could mean
  /// another place.
  static Optional<List<Node>> parse(byte[] tree, int idBytes) {
    var entries = new ArrayList<Node>();
    int i = 0;
    while (i < tree.length) {
      int mode = 0;
      while (i < tree.length && tree[i] >= '0' && tree[i] <= '7') {
        mode = mode * 8 + tree[i++] - '0';
      }
      int name = i + 1;
      int end = name;
      while (end < tree.length && tree[end] != 0) {
        end++;
      }
      if (i >= tree.length || tree[i] != ' ' || end + idBytes >= tree.length) {
        return Optional.empty();
      }
      String text = new String(tree, name, end - name, StandardCharsets.UTF_8);
      if (text.isEmpty() || text.equals(".") || text.equals("..") || text.indexOf('/') >= 0) {
        return Optional.empty();
      }
      String id = HexFormat.of().formatHex(tree, end + 1, end + 1 + idBytes);
      entries.add(new Node(text, kind(mode), id));
      i = end + 1 + idBytes;
    }
    return Optional.of(entries);
  }

  private static Kind kind(int mode) {
    return switch (mode & 0xF000) {
      case 0x4000 -> Kind.DIRECTORY;
      case 0xA000 -> Kind.LINK;
      case 0xE000 -> Kind.SUBMODULE;
      default -> Kind.FILE;
    };
  }
}
