package dev.envc.rootfs;

import dev.envc.store.Content;
import dev.envc.store.PathOrder;
import dev.envc.store.PosixName;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// The CONTENTS of an installed package, see portage(5): what it brought, by the paths that its
/// image has (not what links led them to). Directories, files, fifos and devices by path, links
/// last, as Portage writes links whose targets were not there yet.
final class Contents {
  /// How much of the text is put together before it is written.
  private static final int PIECE = 1 << 15;

  /// About the length of a line.
  private static final int LINE = 128;

  private final List<Line> files = new ArrayList<>();
  private final List<Line> links = new ArrayList<>();

  /// `before` is what stands before the path, `after` writes what stands behind it.
  private record Line(String before, String path, Detail after) {}

  private interface Detail {
    Detail NONE = _ -> {};

    void addTo(StringBuilder text) throws IOException;
  }

  void directory(String path) {
    files.add(new Line("dir /", path, Detail.NONE));
  }

  void file(String path, Content content, long seconds) {
    files.add(
        new Line(
            "obj /",
            path,
            text -> text.append(' ').append(content.md5()).append(' ').append(seconds)));
  }

  void symlink(String path, String target, long seconds) {
    links.add(
        new Line(
            "sym /", path, text -> text.append(" -> ").append(target).append(' ').append(seconds)));
  }

  void fifo(String path) {
    files.add(new Line("fif /", path, Detail.NONE));
  }

  void device(String path) {
    files.add(new Line("dev /", path, Detail.NONE));
  }

  /// Writes the file, one line per entry; names that are not UTF-8 keep their bytes.
  void write(OutputStream out) throws IOException {
    var text = new StringBuilder(Math.min(PIECE, LINE * (files.size() + links.size())));
    for (List<Line> part : List.of(files, links)) {
      part.sort(PathOrder.by(Line::path));
      for (Line line : part) {
        text.append(line.before()).append(line.path());
        line.after().addTo(text);
        text.append('\n');
        if (text.length() >= PIECE) {
          out.write(PosixName.encode(text.toString()));
          text.setLength(0);
        }
      }
    }
    out.write(PosixName.encode(text.toString()));
  }
}
