package dev.envc.rootfs.script;

import dev.envc.rootfs.script.mime.MimeDatabase;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The shared MIME database, without which types of files are not known: the files of
/// /usr/share/mime, byte for byte as `update-mime-database` makes them from
/// /usr/share/mime/packages, which xdg-utils.eclass calls. Files of types that no package has are
/// removed.
final class SharedMimeDatabase implements Counterpart {
  private static final String DIRECTORY = "usr/share/mime";
  private static final String SOURCES = DIRECTORY + "/packages";

  @Override
  public String name() {
    return "mime.cache";
  }

  @Override
  public List<String> apply(TargetRoot root, List<String> packages) throws IOException {
    if (packages.isEmpty()) {
      return List.of();
    }
    var files = new TreeMap<String, byte[]>();
    for (String name : root.names(SOURCES)) {
      if (name.endsWith(".xml")) {
        root.bytes(SOURCES + "/" + name).ifPresent(bytes -> files.put(name, bytes));
      }
    }
    if (files.isEmpty()) {
      return List.of();
    }
    MimeDatabase made = MimeDatabase.of(files);
    SortedMap<String, byte[]> written = made.files();
    for (String path : root.all(DIRECTORY)) {
      String file = path.substring(DIRECTORY.length() + 1);
      if (MimeDatabase.isOfType(file) && !written.containsKey(file)) {
        root.remove(path);
      }
    }
    root.writeAll(DIRECTORY, written, 0644);
    return made.problems();
  }
}
