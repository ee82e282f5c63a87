package dev.envc.tree;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where the files of a tree come from: a commit in a git object database, or a directory. More
/// than [TreeFiles], it tells what the files are and identifies their content, so that what was
/// computed from a content can be kept.
///
/// Implementations are safe for use from several threads. Where content is not what its identity
/// says, or a link leaves the tree, methods throw a [TreeReadException].
public interface TreeSource extends TreeFiles, AutoCloseable {
  /// The git commit id, or `sha256:` and the digest of a directory's content.
  String revision();

  /// The committer date of the commit; empty for a directory.
  Optional<Instant> date();

  /// What a directory holds, sorted by code point; links are not followed in the entries, only on
  /// the way to the directory. Empty when there is no such directory.
  List<Entry> entries(String directory) throws IOException;

  /// The bytes of an entry of kind [Kind#FILE] that [#entries] gave.
  byte[] content(Entry entry) throws IOException;

  @Override
  void close() throws IOException;

  /// One name in a directory. `id` identifies the content within this source: two entries with one
  /// id have the same bytes.
  record Entry(String directory, String name, Kind kind, String id) {
    public String path() {
      return directory.isEmpty() ? name : directory + "/" + name;
    }
  }

  /// What an entry is. A submodule is a commit of another repository, whose files are not here.
  enum Kind {
    FILE,
    DIRECTORY,
    LINK,
    SUBMODULE
  }
}
