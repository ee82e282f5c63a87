package dev.envc.tree.profile;

import dev.envc.tree.TreeFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// A tree in memory: paths and texts.
final class MapFiles implements TreeFiles {
  private final TreeMap<String, String> files;

  MapFiles(Map<String, String> files) {
    this.files = new TreeMap<>(files);
  }

  @Override
  public Optional<byte[]> read(String path) {
    return Optional.ofNullable(files.get(path)).map(t -> t.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<String> list(String directory) {
    String prefix = directory + "/";
    var names = new TreeSet<String>();
    for (String path : files.tailMap(prefix).keySet()) {
      if (!path.startsWith(prefix)) {
        break;
      }
      String rest = path.substring(prefix.length());
      int slash = rest.indexOf('/');
      names.add(slash < 0 ? rest : rest.substring(0, slash + 1));
    }
    return List.copyOf(names);
  }
}
