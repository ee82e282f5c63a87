package dev.envc.tree.index;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.TreeCode;
import dev.envc.tree.TreeFiles;
import dev.envc.tree.TreeReadException;
import dev.envc.tree.TreeSource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// A tree whose often-wanted files come from a [FilePack] and the others from the tree itself,
/// which is opened when the first of them is asked for.
final class PackedTree implements TreeFiles {
  private static final int MAX_FILES = 100_000;
  private static final long MAX_BYTES = 256L << 20;
  private static final int MAX_DEPTH = 32;

  private final FilePack pack;
  private final LazySource source;

  PackedTree(FilePack pack, LazySource source) {
    this.pack = pack;
    this.source = source;
  }

  @Override
  public Optional<byte[]> read(String path) throws IOException {
    if (isPacked(path)) {
      try {
        return pack.read(path);
      } catch (FilePack.DamagedException _) {
        return source.get().read(path);
      }
    }
    return source.get().read(path);
  }

  @Override
  public List<String> list(String directory) throws IOException {
    return directory.equals("profiles") || directory.startsWith("profiles/")
        ? pack.list(directory)
        : source.get().list(directory);
  }

  /// The files that a pack of the tree holds: those in `profiles/`, and those at the top of
  /// `metadata/`.
  static SortedMap<String, byte[]> packed(TreeSource source) throws IOException {
    var files = new TreeMap<String, byte[]>();
    var budget = new long[] {MAX_BYTES};
    collect(source, "profiles", 0, files, budget);
    for (String name : source.list("metadata")) {
      if (!name.endsWith("/")) {
        add(source, "metadata/" + name, files, budget);
      }
    }
    return files;
  }

  private static boolean isPacked(String path) {
    return path.startsWith("profiles/")
        || (path.startsWith("metadata/") && path.indexOf('/', "metadata/".length()) < 0);
  }

  private static void collect(
      TreeSource source,
      String directory,
      int depth,
      SortedMap<String, byte[]> files,
      long[] budget)
      throws IOException {
    for (String name : source.list(directory)) {
      String path = directory + "/" + name;
      if (!name.endsWith("/")) {
        add(source, path, files, budget);
      } else if (depth == MAX_DEPTH) {
        throw tooLarge("the directory " + path + " is nested too deeply, or links make a loop");
      } else {
        collect(source, path.substring(0, path.length() - 1), depth + 1, files, budget);
      }
    }
  }

  private static void add(
      TreeSource source, String path, SortedMap<String, byte[]> files, long[] budget)
      throws IOException {
    Optional<byte[]> content = source.read(path);
    if (content.isPresent()) {
      files.put(path, content.get());
      budget[0] -= content.get().length;
    }
    if (files.size() > MAX_FILES || budget[0] < 0) {
      throw tooLarge("profiles/ has more than " + MAX_FILES + " files or " + MAX_BYTES + " bytes");
    }
  }

  private static TreeReadException tooLarge(String what) {
    return new TreeReadException(
        Diagnostic.error(TreeCode.TOO_LARGE, "The tree is too large to read: " + what + "."));
  }
}
