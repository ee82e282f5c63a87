package dev.envc.rootfs;

import dev.envc.lock.Digest;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The files of a root laid out in a directory, one by one. Owners, extended attributes, device
/// nodes and pipes are not laid out. Neither are names outside ASCII, because how Java writes them
/// depends on the locale.
final class DiskFiles {
  /// What a sandbox has of its own, and forgets.
  private static final List<String> APART = List.of("proc", "sys", "dev", "run", "tmp", "var/tmp");

  private static final int IN_MEMORY = 1 << 16;

  private final Path directory;
  private final Path kept;

  /// Directories of which it is known that no link leads to them, since [#begin].
  private final Set<String> real = new HashSet<>();

  /// @param kept where the content of large files goes that programs wrote
  DiskFiles(Path directory, Path kept) {
    this.directory = directory;
    this.kept = kept;
  }

  void begin() throws IOException {
    Files.createDirectories(directory);
    real.clear();
  }

  Path path(String path) {
    return directory.resolve(path);
  }

  static boolean isApart(String path) {
    return APART.contains(path);
  }

  static boolean isLaidOut(Entry e) {
    boolean apart = APART.stream().anyMatch(a -> e.path().startsWith(a + "/"));
    boolean target = !(e.node() instanceof Node.Symlink(var to)) || isAscii(to);
    return !apart
        && target
        && isAscii(e.path())
        && !(e.node() instanceof Node.Fifo || e.node() instanceof Node.Device);
  }

  static boolean isAscii(String name) {
    return name.chars().allMatch(c -> c > 0 && c < 0x80);
  }

  /// Lays out an entry in the place of what is there.
  void place(Entry e) throws IOException {
    Path file = path(e.path());
    if (!e.path().isEmpty()) {
      checkReal(WorkRoot.parent(e.path()));
    }
    boolean directoryThere = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
    if (!(e.node() instanceof Node.Directory && directoryThere) && !e.path().isEmpty()) {
      Files.deleteIfExists(file);
    }
    switch (e.node()) {
      case Node.Directory _ -> {
        Files.createDirectories(file);
        Files.setAttribute(file, "unix:mode", e.mode() | 0700);
      }
      case Node.Regular(var content) -> {
        try (InputStream in = content.open()) {
          Files.copy(in, file);
        }
        Files.setAttribute(file, "unix:mode", e.mode());
        FileTime time = FileTime.from(java.time.Instant.ofEpochSecond(e.seconds(), e.nanos()));
        Files.setLastModifiedTime(file, time);
      }
      case Node.Symlink(var target) -> Files.createSymbolicLink(file, Path.of(target));
      case Node.Hardlink(var target) -> Files.createLink(file, path(target));
      case Node.Fifo _, Node.Device _ -> throw new IllegalStateException(e.path());
    }
  }

  /// That nothing leads out of the root: the root in memory says so, and a script that found a way
  /// to make it untrue must not have files written elsewhere.
  private void checkReal(String parent) throws IOException {
    if (!parent.isEmpty() && !real.contains(parent)) {
      checkReal(WorkRoot.parent(parent));
      if (!Files.isDirectory(path(parent), LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException(path(parent) + " is no directory");
      }
      real.add(parent);
    }
  }

  /// What is there now; empty when it cannot be taken back.
  Optional<Node> node(Path file, Stamp stamp) throws IOException {
    if (Files.isSymbolicLink(file)) {
      String target = Files.readSymbolicLink(file).toString();
      return isAscii(target) ? Optional.of(new Node.Symlink(target)) : Optional.empty();
    }
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of(new Node.Directory());
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    if ((stamp.mode() & 0400) == 0) {
      Files.setAttribute(file, "unix:mode", stamp.mode() | 0400);
    }
    return Optional.of(new Node.Regular(content(file, stamp.size())));
  }

  /// The bytes, where they stay when this tree is removed.
  private Content content(Path file, long size) throws IOException {
    if (size <= IN_MEMORY) {
      return BytesContent.of(Files.readAllBytes(file));
    }
    Files.createDirectories(kept);
    Path copy = Files.createTempFile(kept, "new", "");
    Digest digest;
    try (var in = new DigestInputStream(Files.newInputStream(file), sha256())) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      digest = Digest.sha256(in.getMessageDigest().digest());
    }
    Path place = kept.resolve(digest.hex());
    Files.move(copy, place, StandardCopyOption.ATOMIC_MOVE);
    return new LocalContent(place, Files.size(place), digest);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Removes a directory with all in it, whatever modes programs gave it.
  static void delete(Path tree) throws IOException {
    if (Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS)) {
      Files.setAttribute(tree, "unix:mode", 0700);
      List<Path> inside;
      try (Stream<Path> list = Files.list(tree)) {
        inside = list.toList();
      }
      for (Path p : inside) {
        delete(p);
      }
    }
    Files.delete(tree);
  }
}
