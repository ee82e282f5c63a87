package dev.envc.tree.directory;

import dev.envc.tree.TreeSource.Entry;
import dev.envc.tree.TreeSource.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/// What a directory holds, and the digest of it (spec/tree.md, "Content digest"): SHA-256 over one
/// record for each file and link, in the order of their paths. Directories named `.git` are left
/// out; empty directories, owners and times do not count.
final class ContentDigest {
  private static final String PREFIX = "sha256:";

  private final String revision;
  private final NavigableMap<String, Item> items;

  private ContentDigest(String revision, NavigableMap<String, Item> items) {
    this.revision = revision;
    this.items = items;
  }

  /// One file or link; `id` is the hexadecimal SHA-256 of a file's bytes, or `link:` and a target.
  record Item(Kind kind, boolean executable, String id) {}

  static ContentDigest of(Path root, Path cache) throws IOException {
    try (var stats = StatCache.open(root, cache)) {
      var items = new TreeMap<String, Item>();
      Files.walkFileTree(root, new Collector(root, stats, items));
      stats.save();
      return new ContentDigest(PREFIX + digest(items), items);
    }
  }

  String revision() {
    return revision;
  }

  /// Whether `path` (relative, real) is a file with that content.
  boolean hasFile(String path, byte[] content) {
    Item item = items.get(path);
    return item != null && item.id.equals(HexFormat.of().formatHex(sha256().digest(content)));
  }

  /// The entries of the directory `real`, shown as being in `directory`.
  List<Entry> entries(String real, String directory) {
    String prefix = real.isEmpty() ? "" : real + "/";
    var entries = new ArrayList<Entry>();
    String key = items.ceilingKey(prefix);
    while (key != null && key.startsWith(prefix)) {
      int slash = key.indexOf('/', prefix.length());
      if (slash < 0) {
        Item item = Objects.requireNonNull(items.get(key));
        entries.add(new Entry(directory, key.substring(prefix.length()), item.kind, item.id));
        key = items.higherKey(key);
      } else {
        String name = key.substring(prefix.length(), slash);
        entries.add(new Entry(directory, name, Kind.DIRECTORY, "dir:" + prefix + name));
        key = items.ceilingKey(prefix + name + (char) ('/' + 1));
      }
    }
    entries.sort(java.util.Comparator.comparing(Entry::name));
    return entries.stream().distinct().toList();
  }

  private static String digest(NavigableMap<String, Item> items) {
    MessageDigest digest = sha256();
    items.forEach(
        (path, item) -> {
          String type = item.kind == Kind.LINK ? "l" : item.executable ? "x" : "f";
          String record = type + "\0" + path + "\0" + item.id + "\0";
          digest.update(record.getBytes(StandardCharsets.UTF_8));
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String sha256(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    try (var in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final int rootLength;
    private final StatCache stats;
    private final NavigableMap<String, Item> items;

    Collector(Path root, StatCache stats, NavigableMap<String, Item> items) {
      this.rootLength = root.toString().length() + (root.toString().endsWith("/") ? 0 : 1);
      this.stats = stats;
      this.items = items;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      Path name = directory.getFileName();
      return name != null && name.toString().equals(".git")
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String path = file.toString().substring(rootLength);
      if (attributes.isSymbolicLink()) {
        items.put(path, new Item(Kind.LINK, false, "link:" + Files.readSymbolicLink(file)));
      } else if (attributes.isRegularFile() && !isGitFile(path)) {
        StatCache.Stat stat = StatCache.Stat.of(file);
        items.put(path, new Item(Kind.FILE, stat.executable(), stats.digest(path, file, stat)));
      }
      return FileVisitResult.CONTINUE;
    }

    /// The `.git` file of a linked work tree or submodule.
    private static boolean isGitFile(String path) {
      return Arrays.asList(path.split("/", -1)).getLast().equals(".git");
    }
  }
}
