package dev.envc.frontend;

import dev.envc.diagnostic.UserErrorException;
import dev.envc.source.Span;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Files of git commits, for manifests that build on them. The front end does not know how they are
/// fetched.
public interface CommitFiles {
  /// The bytes of a regular file of a commit; empty when the commit has no such file.
  ///
  /// @throws UserErrorException when there is no such repository or commit, or the path leaves it
  Optional<byte[]> read(Source source, String path) throws UserErrorException, IOException;

  /// The names of the files in a directory of a commit, `directory` without `/` at its end; those
  /// of its directories end in `/`. Empty when it has no such directory.
  ///
  /// @throws UserErrorException when there is no such repository or commit
  default List<String> list(Source source, String directory)
      throws UserErrorException, IOException {
    return List.of();
  }

  /// A commit, and where it is written.
  ///
  /// @param url a URL, or an absolute path on this machine
  record Source(String url, String commit, Span urlSpan, Span commitSpan) {}

  /// Where no commit can be read.
  CommitFiles NONE = new None();

  /// Not a lambda: what an interface makes at its start is not in an AOT cache (JEP 483).
  final class None implements CommitFiles {
    private None() {}

    @Override
    public Optional<byte[]> read(Source source, String path) {
      return Optional.empty();
    }
  }
}
