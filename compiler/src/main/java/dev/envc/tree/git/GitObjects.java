package dev.envc.tree.git;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Read access to one git object database. Safe for use from several threads.
interface GitObjects extends AutoCloseable {
  /// The object with a full id; empty when the database does not have it. Its bytes are checked
  /// against the id. Throws a [dev.envc.tree.TreeReadException] for one that is corrupt or has more
  /// than `limit` bytes.
  Optional<GitObject> read(String id, long limit) throws IOException;

  /// The ids that start with a prefix of at least four hexadecimal digits, sorted, at most ten.
  List<String> matching(String prefix) throws IOException;

  /// Branches and tags with the commit each leads to, sorted by name.
  Map<String, String> refs() throws IOException;

  /// Whether history was cut off when the repository was cloned.
  boolean isShallow() throws IOException;

  /// The number of hexadecimal digits of an id: 40 for SHA-1, 64 for SHA-256.
  int idLength();

  @Override
  void close() throws IOException;
}
