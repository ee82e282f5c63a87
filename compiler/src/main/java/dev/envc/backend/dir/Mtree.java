package dev.envc.backend.dir;

import dev.envc.rootfs.FileTree;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.PosixName;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/// A file tree as mtree(5) describes it, one entry a line with its full path.
final class Mtree {
  private Mtree() {}

  static void write(FileTree tree, Writer out) throws IOException {
    out.append("#mtree\n");
    for (Entry e : tree.entries()) {
      out.append(e.path().isEmpty() ? "." : "./" + escape(e.path()));
      out.append(" type=").append(type(e.node()));
      out.append(
          String.format(Locale.ROOT, " mode=%04o uid=%d gid=%d", e.mode(), e.uid(), e.gid()));
      out.append(String.format(Locale.ROOT, " time=%d.%09d", e.seconds(), e.nanos()));
      switch (e.node()) {
        case Node.Regular(var content) ->
            out.append(" size=")
                .append(Long.toString(content.size()))
                .append(" sha256digest=")
                .append(content.digest().hex());
        case Node.Symlink(var target) -> out.append(" link=").append(escape(target));
        case Node.Hardlink(var target) -> out.append(" hardlink=./").append(escape(target));
        case Node.Device(_, int major, int minor) ->
            out.append(" device=linux," + major + "," + minor);
        case Node.Directory _, Node.Fifo _ -> {}
      }
      out.append('\n');
    }
  }

  private static String type(Node node) {
    return switch (node) {
      case Node.Directory _ -> "dir";
      case Node.Regular _, Node.Hardlink _ -> "file";
      case Node.Symlink _ -> "link";
      case Node.Fifo _ -> "fifo";
      case Node.Device(boolean block, _, _) -> block ? "block" : "char";
    };
  }

  /// Bytes that are not plain are written as `\ooo`.
  private static String escape(String name) {
    var out = new StringBuilder();
    for (byte b : PosixName.encode(name)) {
      int c = b & 0xff;
      if (c > ' ' && c < 0x7f && c != '\\' && c != '#') {
        out.append((char) c);
      } else {
        out.append(String.format(Locale.ROOT, "\\%03o", c));
      }
    }
    return out.toString();
  }
}
