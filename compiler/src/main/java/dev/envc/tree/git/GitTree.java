package dev.envc.tree.git;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.TreeCode;
import dev.envc.tree.TreeReadException;
import dev.envc.tree.TreeSource;
import dev.envc.tree.git.GitTreeParser.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A commit, read from a git object database without a checkout. A subdirectory of it may be the
/// root of the tree; links may lead anywhere within the commit, because all of it is pinned.
public final class GitTree implements TreeSource {
  /// No file of a Gentoo repository comes near this.
  static final long MAX_BLOB = 64L << 20;

  private static final long MAX_TREE = 64L << 20;
  private static final int MAX_LINKS = 40;
  private static final byte[] LFS =
      "version https://git-lfs.github.com/spec/".getBytes(StandardCharsets.US_ASCII);

  private final GitObjects objects;
  private final String commit;
  private final Instant date;
  private final List<Directory> root;
  private final RecentTrees recent = new RecentTrees();

  private GitTree(GitObjects objects, String commit, Instant date, List<Directory> root) {
    this.objects = objects;
    this.commit = commit;
    this.date = date;
    this.root = root;
  }

  /// A directory on the way from the commit's root.
  private record Directory(String name, String id) {}

  /// Where a path leads: the directories from the commit's root, and below them a file, or nothing
  /// when the path is a directory.
  private record Place(List<Directory> directories, @Nullable Entry file) {}

  /// The tree at `commit`; empty when the commit has no directory `subdir`. The database is closed
  /// with the tree.
  static Optional<GitTree> at(GitObjects objects, String commit, GitCommit parsed, String subdir)
      throws IOException {
    var top =
        new GitTree(objects, commit, parsed.date(), List.of(new Directory("", parsed.tree())));
    if (subdir.isEmpty()) {
      return Optional.of(top);
    }
    return top.resolve(subdir)
        .filter(place -> place.file == null)
        .map(place -> new GitTree(objects, commit, parsed.date(), place.directories));
  }

  @Override
  public String revision() {
    return commit;
  }

  @Override
  public Optional<Instant> date() {
    return Optional.of(date);
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    Optional<Place> place = resolve(path);
    if (place.isEmpty()) {
      return Optional.empty();
    }
    Entry file = place.get().file;
    return file == null ? Optional.empty() : Optional.of(content(file));
  }

  @Override
  public List<String> list(String directory) throws IOException {
    var names = new ArrayList<String>();
    for (Entry e : entries(directory)) {
      switch (e.kind()) {
        case FILE -> names.add(e.name());
        case DIRECTORY -> names.add(e.name() + "/");
        case LINK ->
            resolve(e.path()).ifPresent(p -> names.add(p.file == null ? e.name() + "/" : e.name()));
        case SUBMODULE -> {}
      }
    }
    return List.copyOf(names);
  }

  @Override
  public List<Entry> entries(String directory) throws IOException {
    Optional<Place> place = resolve(directory);
    if (place.isEmpty() || place.get().file != null) {
      return List.of();
    }
    return readTree(place.get().directories.getLast().id()).stream()
        .map(n -> new Entry(directory, n.name(), n.kind(), n.id()))
        .sorted(Comparator.comparing(Entry::name))
        .toList();
  }

  @Override
  public byte[] content(Entry entry) throws IOException {
    byte[] content =
        objects
            .read(entry.id(), MAX_BLOB)
            .filter(o -> o.type() == GitObject.Type.BLOB)
            .orElseThrow(() -> missing(entry.id()))
            .content();
    if (content.length < 1024 && startsWith(content, LFS)) {
      throw new TreeReadException(
          Diagnostic.error(
                  TreeCode.LFS_POINTER,
                  "The file " + entry.path() + " of commit " + commit + " is a git-lfs pointer.")
              .hint("Keep the files of a Gentoo repository in git itself."));
    }
    return content;
  }

  private static boolean startsWith(byte[] content, byte[] head) {
    return content.length >= head.length
        && Arrays.equals(content, 0, head.length, head, 0, head.length);
  }

  @Override
  public void close() throws IOException {
    objects.close();
  }

  private Optional<Place> resolve(String path) throws IOException {
    var at = new ArrayList<>(root);
    Deque<String> todo = new ArrayDeque<>();
    push(todo, path);
    int links = 0;
    while (!todo.isEmpty()) {
      String name = todo.pop();
      if (name.isEmpty() || name.equals(".")) {
        continue;
      }
      if (name.equals("..")) {
        if (at.size() == 1) {
          throw unsafe(path, "leads out of the repository");
        }
        at.removeLast();
        continue;
      }
      Node node = find(at.getLast().id(), name);
      if (node == null) {
        return Optional.empty();
      }
      Entry entry = new Entry("", name, node.kind(), node.id());
      switch (node.kind()) {
        case DIRECTORY -> at.add(new Directory(name, entry.id()));
        case FILE -> {
          return todo.isEmpty() ? Optional.of(new Place(List.copyOf(at), entry)) : Optional.empty();
        }
        case LINK -> {
          if (++links > MAX_LINKS) {
            throw unsafe(path, "goes through more than " + MAX_LINKS + " links");
          }
          String target = new String(content(entry), StandardCharsets.UTF_8);
          if (target.startsWith("/")) {
            throw unsafe(path, "leads to the absolute path " + target);
          }
          push(todo, target);
        }
        case SUBMODULE -> throw submodule(path);
      }
    }
    return Optional.of(new Place(List.copyOf(at), null));
  }

  private static void push(Deque<String> todo, String path) {
    List<String> parts = List.of(path.split("/", -1));
    for (String part : parts.reversed()) {
      todo.push(part);
    }
  }

  private @Nullable Node find(String tree, String name) throws IOException {
    for (Node node : readTree(tree)) {
      if (node.name().equals(name)) {
        return node;
      }
    }
    return null;
  }

  private List<Node> readTree(String id) throws IOException {
    List<Node> known = recent.get(id);
    if (known != null) {
      return known;
    }
    GitObject object =
        objects
            .read(id, MAX_TREE)
            .filter(o -> o.type() == GitObject.Type.TREE)
            .orElseThrow(() -> missing(id));
    List<Node> nodes =
        GitTreeParser.parse(object.content(), objects.idLength() / 2)
            .orElseThrow(() -> ObjectIds.corrupt(id, commit, "it is not a well-formed tree"));
    recent.put(id, nodes);
    return nodes;
  }

  private static TreeReadException missing(String id) {
    return new TreeReadException(
        Diagnostic.error(
                TreeCode.CORRUPT_REPOSITORY,
                "Git object " + id + ", which the tree needs, is missing.")
            .hint(
                "A partial clone lacks objects; fetch them, or give the URL of a whole"
                    + " repository."));
  }

  private TreeReadException unsafe(String path, String how) {
    return new TreeReadException(
        Diagnostic.error(
            TreeCode.UNSAFE_LINK, "The path " + path + " of commit " + commit + " " + how + "."));
  }

  private TreeReadException submodule(String path) {
    return new TreeReadException(
        Diagnostic.error(
                TreeCode.SUBMODULE,
                "The path " + path + " of commit " + commit + " is in a submodule.")
            .hint("Name the submodule's own repository as a tree."));
  }
}
