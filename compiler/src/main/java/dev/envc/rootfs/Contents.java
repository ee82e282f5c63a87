package dev.envc.rootfs;

import dev.envc.store.PathOrder;
import dev.envc.store.PosixName;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// The CONTENTS of an installed package, see portage(5): what it brought, by the paths that its
/// image has (not what links led them to). Directories, files, fifos and devices by path, links
/// last, as Portage writes links whose targets were not there yet.
final class Contents {
  private final List<Line> files = new ArrayList<>();
  private final List<Line> links = new ArrayList<>();

  /// `before` and `after` are what stands around the path.
  private record Line(String before, String path, String after) {}

  void directory(String path) {
    files.add(new Line("dir /", path, ""));
  }

  void file(String path, String md5, long seconds) {
    files.add(new Line("obj /", path, " " + md5 + " " + seconds));
  }

  void symlink(String path, String target, long seconds) {
    links.add(new Line("sym /", path, " -> " + target + " " + seconds));
  }

  void fifo(String path) {
    files.add(new Line("fif /", path, ""));
  }

  void device(String path) {
    files.add(new Line("dev /", path, ""));
  }

  /// The file, one line per entry; names that are not UTF-8 keep their bytes.
  byte[] toBytes() {
    var bytes = new ByteArrayOutputStream(128 * (files.size() + links.size()));
    for (List<Line> part : List.of(files, links)) {
      part.sort(PathOrder.by(Line::path));
      for (Line line : part) {
        bytes.writeBytes(PosixName.encode(line.before() + line.path() + line.after() + "\n"));
      }
    }
    return bytes.toByteArray();
  }
}
