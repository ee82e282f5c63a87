package com.example.envc.mtree;

import dev.envc.rootfs.FileTree;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.PosixName;
import java.util.Locale;

/// The text of an mtree(5) specification, in the order of the file tree.
final class MtreeText {
  private MtreeText() {}

  static String of(FileTree tree) {
    var out = new StringBuilder("#mtree\n");
    for (Entry e : tree.entries()) {
      out.append(escape(e.path().isEmpty() ? "." : "./" + e.path()))
          .append(
              String.format(
                  Locale.ROOT,
                  " mode=%04o uid=%d gid=%d time=%d.%09d",
                  e.mode(),
                  e.uid(),
                  e.gid(),
                  e.seconds(),
                  e.nanos()))
          .append(node(tree, e.node()))
          .append('\n');
    }
    return out.toString();
  }

  private static String node(FileTree tree, Node node) {
    return switch (node) {
      case Node.Directory _ -> " type=dir";
      case Node.Regular r ->
          " type=file size=" + r.content().size() + " sha256digest=" + r.content().digest().hex();
      case Node.Symlink s -> " type=link link=" + escape(s.target());
      case Node.Hardlink h -> node(tree, tree.find(h.target()).orElseThrow().node());
      case Node.Fifo _ -> " type=fifo";
      case Node.Device d ->
          " type="
              + (d.block() ? "block" : "char")
              + " device=linux,"
              + d.major()
              + ","
              + d.minor();
    };
  }

  /// Bytes that mtree cannot carry plainly are written as `\` and three octal digits.
  private static String escape(String name) {
    var out = new StringBuilder();
    for (byte b : PosixName.encode(name)) {
      int c = b & 0xff;
      if (c <= ' ' || c > '~' || c == '\\' || c == '#' || c == '=') {
        out.append(String.format(Locale.ROOT, "\\%03o", c));
      } else {
        out.append((char) c);
      }
    }
    return out.toString();
  }
}
