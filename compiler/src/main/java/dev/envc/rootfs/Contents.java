package dev.envc.rootfs;

import dev.envc.store.PosixName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The CONTENTS of an installed package, see portage(5): what it brought, by the paths that its
/// image has (not what links led them to). Directories, files, fifos and devices by path, links
/// last, as Portage writes links whose targets were not there yet.
final class Contents {
  private final List<Line> files = new ArrayList<>();
  private final List<Line> links = new ArrayList<>();

  private record Line(String path, String text) {}

  void directory(String path) {
    files.add(new Line(path, "dir /" + path));
  }

  void file(String path, String md5, long seconds) {
    files.add(new Line(path, "obj /" + path + " " + md5 + " " + seconds));
  }

  void symlink(String path, String target, long seconds) {
    links.add(new Line(path, "sym /" + path + " -> " + target + " " + seconds));
  }

  void fifo(String path) {
    files.add(new Line(path, "fif /" + path));
  }

  void device(String path) {
    files.add(new Line(path, "dev /" + path));
  }

  /// The file, one line per entry; names that are not UTF-8 keep their bytes.
  byte[] toBytes() {
    var text = new StringBuilder();
    for (List<Line> part : List.of(files, links)) {
      part.sort(Comparator.comparing(Line::path, PathOrder.INSTANCE));
      part.forEach(l -> text.append(l.text()).append('\n'));
    }
    return PosixName.encode(text.toString());
  }
}
