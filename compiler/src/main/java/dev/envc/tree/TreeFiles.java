package dev.envc.tree;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Read access to the files of one Gentoo repository, whatever holds them: a git commit, a
/// directory, a map in a test. Paths are relative, with `/`, without `.` and `..`.
///
/// Implementations are safe for use from several threads, and answer the same for the same path
/// always.
public interface TreeFiles {
  /// The bytes of a regular file, or of the regular file in this tree that a symbolic link leads
  /// to; empty when there is none.
  Optional<byte[]> read(String path) throws IOException;

  /// The names in a directory, sorted by code point; empty when there is no such directory. Names
  /// only: a directory's name ends with `/`.
  List<String> list(String directory) throws IOException;
}
