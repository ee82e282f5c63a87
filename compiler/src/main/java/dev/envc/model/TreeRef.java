package dev.envc.model;

import dev.envc.source.Span;
import java.nio.file.Path;

/// A Gentoo repository as a manifest names it. Later trees have higher priority, after their
/// masters.
public record TreeRef(String name, Location location, String subdir, Span span) {
  /// Where a tree is.
  public sealed interface Location {
    /// What tells locations apart: the same text is the same content.
    default String where() {
      return switch (this) {
        case Git g -> "git " + g.commit() + " " + g.url();
        case Directory d -> "directory " + d.path();
      };
    }

    /// A git repository: `url` is a URL or a local path made absolute against the manifest that
    /// names it; `written` is as the manifest writes it; `commit` is a full commit id.
    record Git(String url, String written, String commit, Span commitSpan) implements Location {}

    /// A plain directory for local work, locked by the digest of its content.
    record Directory(Path path, String written) implements Location {}
  }
}
