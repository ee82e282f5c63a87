package dev.envc.rootfs;

import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.Content;
import dev.envc.store.PathOrder;
import dev.envc.store.PosixName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The root file system while it is being put together: what the kernel would hold, in memory.
/// Paths are relative to the root; symbolic links are followed inside the root and never leave it.
final class WorkRoot {
  /// The time of every directory, in seconds since 1970. A constant: a directory shared by packages
  /// must look the same in the layer of each, whichever of them changes.
  static final long DIRECTORY_TIME = 1;

  private static final int MAX_LINKS = 40;

  private final EntryTable entries = new EntryTable();

  /// Resolved paths of directories that exist; forgotten when an entry changes its kind.
  private final Map<String, String> directories = new HashMap<>();

  /// Paths of one file: path -> the group it is in; a group is shared by all names of the file.
  private final Map<String, Object> links = new HashMap<>();

  /// Made when it is first asked for, which is after the packages are merged.
  private @Nullable Children children;

  WorkRoot() {
    entries.put(directory("", 0755, 0, 0, Owner.ENVC));
  }

  /// The entry at exactly this path; links in it are not followed.
  Optional<Entry> get(String path) {
    int number = entries.find(path);
    return number == EntryTable.NONE ? Optional.empty() : Optional.of(entries.get(number, path));
  }

  /// The path with the links of its parent directories followed; its last name is left as it is.
  /// Empty when a parent is no directory or a link loops; parents that do not exist are fine.
  Optional<String> resolveParents(String path) {
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return Optional.of(path);
    }
    String parent = path.substring(0, slash);
    return resolveDirectory(parent).map(real -> moved(path, parent, real));
  }

  /// As [#resolveParents], and the parents are there then: those that were missing are an owner's.
  Optional<String> makeParents(String path, String owner) {
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return Optional.of(path);
    }
    String parent = path.substring(0, slash);
    String known = directories.get(parent);
    if (known != null) {
      return Optional.of(moved(path, parent, known));
    }
    return resolveDirectory(parent).map(real -> moved(path, parent, makeDirectories(real, owner)));
  }

  /// A path below `parent` as it is below the directory that this leads to.
  private static String moved(String path, String parent, String real) {
    return real.equals(parent) ? path : join(real, path.substring(parent.length() + 1));
  }

  /// The entry a path leads to with all links followed.
  Optional<Entry> follow(String path) {
    return resolve(path, 0).flatMap(this::get);
  }

  /// Whether a path of the root, as it is without links, has this pattern.
  boolean has(Pattern path) {
    return IntStream.range(0, entries.end())
        .filter(entries::has)
        .anyMatch(number -> path.matcher(entries.path(number)).matches());
  }

  boolean isDirectory(String path) {
    return follow(path).filter(e -> e.node() instanceof Node.Directory).isPresent();
  }

  /// The regular file a path leads to.
  Optional<Content> file(String path) {
    return follow(path)
        .flatMap(
            e ->
                e.node() instanceof Node.Regular regular
                    ? Optional.of(regular.content())
                    : Optional.empty());
  }

  /// Places an entry at its path, which has no links in its parents. Another name that shared the
  /// file which was there is not changed.
  void put(Entry entry) {
    Node old = entries.node(entry.path());
    int number = entries.put(entry);
    if (old == null && children != null) {
      children.add(number);
    }
    links.remove(entry.path());
    if (old != null && !old.getClass().equals(entry.node().getClass())) {
      directories.clear();
    }
  }

  /// Places a further name of the file at `target`; the entry has the same metadata as that.
  void putLink(String path, String target, String owner) {
    Entry file =
        get(target)
            .filter(e -> e.node() instanceof Node.Regular)
            .orElseThrow(() -> new IllegalArgumentException("no file to link to: " + target));
    put(at(file, path, owner));
    Object group = links.computeIfAbsent(target, _ -> new Object());
    links.put(path, group);
  }

  /// Gives a file another time, under all its names.
  void retime(String path, long seconds, int nanos) {
    change(
        path,
        e ->
            new Entry(
                e.path(),
                e.node(),
                e.mode(),
                e.uid(),
                e.gid(),
                seconds,
                nanos,
                e.xattrs(),
                e.owner()));
  }

  /// Gives what is at a path another mode and owner, under all its names.
  void access(String path, int mode, long uid, long gid) {
    change(
        path,
        e ->
            new Entry(
                e.path(), e.node(), mode, uid, gid, e.seconds(), e.nanos(), e.xattrs(), e.owner()));
  }

  /// Gives a file other content, under all its names.
  void rewrite(String path, Content content) {
    change(path, e -> with(e, new Node.Regular(content)));
  }

  private void change(String path, UnaryOperator<Entry> changed) {
    Object group = links.get(path);
    var names = new LinkedHashSet<String>(List.of(path));
    if (group != null) {
      links.forEach((name, other) -> names.add(group.equals(other) ? name : path));
    }
    names.forEach(name -> get(name).ifPresent(e -> entries.put(changed.apply(e))));
  }

  void remove(String path) {
    entries.remove(path);
    links.remove(path);
    directories.clear();
  }

  /// The paths below a directory (not following links), sorted.
  List<String> below(String directory) {
    var all = new ArrayList<String>();
    int number = entries.find(directory);
    if (number != EntryTable.NONE) {
      walk(number, below -> all.add(entries.path(below)));
    }
    return all;
  }

  /// A directory's own entries, and after each what is below it: the order of paths.
  private void walk(int directory, IntConsumer each) {
    for (int number : children().of(directory)) {
      each.accept(number);
      walk(number, each);
    }
  }

  /// The paths directly in a directory (not following links), sorted.
  List<String> in(String directory) {
    int number = entries.find(directory);
    return number == EntryTable.NONE
        ? List.of()
        : Arrays.stream(children().of(number)).mapToObj(entries::path).toList();
  }

  private Children children() {
    Children made = children;
    if (made == null) {
      made = new Children(entries);
      children = made;
    }
    return made;
  }

  /// The names in a directory, following links to it, sorted; empty when there is none.
  List<String> names(String directory) {
    return resolveDirectory(directory).map(this::in).orElse(List.of()).stream()
        .map(WorkRoot::name)
        .sorted()
        .toList();
  }

  /// Whether two paths are names of one file.
  boolean isLinked(String path) {
    return links.containsKey(path);
  }

  /// Makes a directory and its missing parents, 0755 root, for an owner. `path` has no links in its
  /// parents that are not directories.
  String makeDirectories(String path, String owner) {
    if (path.isEmpty() || path.equals(directories.get(path))) {
      return path;
    }
    int slash = path.lastIndexOf('/');
    String parent = slash < 0 ? "" : makeDirectories(path.substring(0, slash), owner);
    String real = join(parent, path.substring(slash + 1));
    if (entries.find(real) == EntryTable.NONE) {
      put(directory(real, 0755, 0, 0, owner));
      return real;
    }
    return resolveDirectory(real).orElse(real);
  }

  /// The finished tree: sorted, the first name of a file with several being the file itself. It is
  /// true as long as nothing is put in or taken out.
  FileTree toTree() {
    var order = new int[entries.size()];
    order[0] = entries.find("");
    int[] count = {1};
    walk(order[0], number -> order[count[0]++] = number);
    if (count[0] != order.length) {
      throw new IllegalStateException("an entry has no parent");
    }
    return new FileTree(new TableEntries(entries, order, furtherNames()));
  }

  /// What the further names of files are in a tree, by number.
  private Map<Integer, Node> furtherNames() {
    var first = new IdentityHashMap<Object, String>();
    var further = new HashMap<Integer, Node>();
    var names = new TreeMap<String, Object>(PathOrder.INSTANCE);
    names.putAll(links);
    for (Map.Entry<String, Object> name : names.entrySet()) {
      String path = name.getKey();
      String target = first.putIfAbsent(name.getValue(), path);
      if (target != null) {
        further.put(entries.find(path), new Node.Hardlink(target));
      }
    }
    return further;
  }

  static Entry directory(String path, int mode, long uid, long gid, String owner) {
    return new Entry(
        path,
        new Node.Directory(),
        mode,
        uid,
        gid,
        DIRECTORY_TIME,
        0,
        Collections.emptySortedMap(),
        owner);
  }

  static Entry with(Entry e, Node node) {
    return new Entry(
        e.path(), node, e.mode(), e.uid(), e.gid(), e.seconds(), e.nanos(), e.xattrs(), e.owner());
  }

  static Entry at(Entry e, String path, String owner) {
    return new Entry(
        path, e.node(), e.mode(), e.uid(), e.gid(), e.seconds(), e.nanos(), e.xattrs(), owner);
  }

  static String join(String directory, String name) {
    return directory.isEmpty() ? name : directory + "/" + name;
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static String text(Content content) throws IOException {
    try (InputStream in = content.open()) {
      return text(in.readAllBytes());
    }
  }

  private Optional<String> resolveDirectory(String path) {
    String known = directories.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<String> real = step(path);
    real.filter(r -> entries.find(r) != EntryTable.NONE).ifPresent(r -> directories.put(path, r));
    return real;
  }

  /// A directory in one that is known is found by one look; other paths part by part.
  private Optional<String> step(String path) {
    int slash = path.lastIndexOf('/');
    String above = slash < 0 ? null : directories.get(path.substring(0, slash));
    String name = path.substring(slash + 1);
    if (above != null && !name.isEmpty() && !name.equals(".") && !name.equals("..")) {
      String next = moved(path, path.substring(0, slash), above);
      if (mayHoldEntries(next)) {
        return Optional.of(next);
      }
    }
    return resolve(path, 0).filter(this::mayHoldEntries);
  }

  private boolean mayHoldEntries(String path) {
    Node node = entries.node(path);
    return node == null || node instanceof Node.Directory;
  }

  /// Follows every link of a path; a part that does not exist, and what is below it, is kept as it
  /// is.
  private Optional<String> resolve(String path, int depth) {
    if (depth > MAX_LINKS) {
      return Optional.empty();
    }
    String at = "";
    int start = 0;
    while (start <= path.length() && !path.isEmpty()) {
      int slash = path.indexOf('/', start);
      String name = path.substring(start, slash < 0 ? path.length() : slash);
      String rest = slash < 0 ? "" : path.substring(slash + 1);
      if (name.equals("..")) {
        at = parent(at);
      } else if (!name.isEmpty() && !name.equals(".")) {
        String next = join(at, name);
        if (entries.node(next) instanceof Node.Symlink link) {
          String base = link.target().startsWith("/") ? "" : at;
          String target = base + "/" + link.target() + "/" + rest;
          return resolve(target, depth + 1);
        }
        at = next;
      }
      if (slash < 0) {
        break;
      }
      start = slash + 1;
    }
    return Optional.of(at);
  }

  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// Names of owners that are no package.
  static final class Owner {
    static final String ENVC = "envc";
    static final String MANIFEST = "manifest";

    private Owner() {}
  }

  /// The bytes of a path, for messages that must not lie about odd names.
  static String printable(String path) {
    byte[] bytes = PosixName.encode(path);
    String text = text(bytes);
    return text.equals(path) ? "/" + path : "/" + text;
  }
}
