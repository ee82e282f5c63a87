package dev.envc.rootfs.script;

import dev.envc.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A root as the native counterpart of a script sees it and changes it. Paths are relative to the
/// root; symbolic links inside it are followed and never leave it.
public interface TargetRoot {
  /// The regular file that a path leads to.
  Optional<Content> file(String path);

  /// The SHA-256 of the regular file that a path leads to, as text.
  Optional<String> digest(String path);

  /// Whether a path leads to something.
  boolean exists(String path);

  /// Whether a path leads to a directory.
  boolean isDirectory(String path);

  /// The target of the symbolic link at a path.
  Optional<String> link(String path);

  /// The package that brought what is at a path, links in its last name not followed.
  Optional<String> owner(String path);

  /// The names in a directory, sorted; empty when there is none.
  List<String> names(String directory);

  /// The regular files and links below a directory, as paths, sorted.
  List<String> below(String directory);

  /// Everything below a directory, as paths; links are not followed.
  List<String> all(String directory);

  /// Writes a file of root's.
  void write(String path, byte[] bytes, int mode);

  /// Gives the file at a path other content, under all its names.
  void rewrite(String path, byte[] bytes);

  /// Writes files of root's below a directory, which are one thing to whoever reads of it.
  ///
  /// @param files bytes by paths in the directory
  void writeAll(String directory, Map<String, byte[]> files, int mode);

  void symlink(String path, String target);

  void fifo(String path, int mode, long uid, long gid);

  /// Makes a directory.
  void directory(String path, int mode, long uid, long gid);

  /// What is at a path, links in its last name not followed.
  Optional<Attributes> attributes(String path);

  /// Gives what is at a path another mode and owner; links in its last name are not followed, and
  /// have no mode.
  void change(String path, int mode, long uid, long gid);

  /// Makes at `target` what is at `source`, without what is in it: with its mode, owner and time.
  void copy(String source, String target);

  /// What something is.
  enum Kind {
    DIRECTORY,
    REGULAR,
    FIFO,
    OTHER
  }

  record Attributes(Kind kind, int mode, long uid, long gid) {}

  void remove(String path);

  /// The number of a user or group by name or number; empty when the root has none.
  Optional<Long> uid(String name);

  Optional<Long> gid(String name);

  /// The bytes of the file a path leads to; empty when there is none.
  default Optional<byte[]> bytes(String path) throws IOException {
    Optional<Content> content = file(path);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = content.get().open()) {
      return Optional.of(in.readAllBytes());
    }
  }
}
