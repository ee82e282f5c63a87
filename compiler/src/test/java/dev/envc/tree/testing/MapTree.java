package dev.envc.tree.testing;

import dev.envc.tree.TreeSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// A tree in memory, for tests: paths and texts.
public final class MapTree implements TreeSource {
  private final TreeMap<String, byte[]> files = new TreeMap<>();
  private String revision = "test";

  public static MapTree of(Map<String, String> files) {
    var tree = new MapTree();
    files.forEach(tree::put);
    return tree;
  }

  public MapTree put(String path, String text) {
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public MapTree revision(String id) {
    revision = id;
    return this;
  }

  /// All files, for tests that write them elsewhere.
  public Map<String, byte[]> files() {
    return files;
  }

  @Override
  public String revision() {
    return revision;
  }

  @Override
  public Optional<Instant> date() {
    return Optional.empty();
  }

  @Override
  public Optional<byte[]> read(String path) {
    return Optional.ofNullable(files.get(path)).map(byte[]::clone);
  }

  @Override
  public List<String> list(String directory) {
    String prefix = directory.isEmpty() ? "" : directory + "/";
    var names = new TreeSet<String>();
    for (String path : files.tailMap(prefix, true).keySet()) {
      if (path.startsWith(prefix)) {
        int slash = path.indexOf('/', prefix.length());
        names.add(
            slash < 0
                ? path.substring(prefix.length())
                : path.substring(prefix.length(), slash + 1));
      }
    }
    return List.copyOf(names);
  }

  @Override
  public List<Entry> entries(String directory) {
    var entries = new ArrayList<Entry>();
    for (String name : list(directory)) {
      String plain = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
      Kind kind = name.endsWith("/") ? Kind.DIRECTORY : Kind.FILE;
      String path = directory.isEmpty() ? plain : directory + "/" + plain;
      entries.add(new Entry(directory, plain, kind, "id-of-" + path));
    }
    return entries;
  }

  @Override
  public byte[] content(Entry entry) throws IOException {
    return read(entry.path()).orElseThrow();
  }

  @Override
  public void close() {}
}
