package dev.envc.tree;

import dev.envc.source.Span;
import java.nio.file.Path;
import java.util.Optional;

/// A tree that somebody asks for. `name` is what the manifest calls it; `subdir` is where the
/// Gentoo repository is below the location's root, empty for the root; `span` is what to blame.
public record TreeRequest(String name, Location location, String subdir, Optional<Span> span) {
  public TreeRequest {
    subdir = normalised(subdir);
  }

  /// Where a tree is.
  public sealed interface Location {
    /// A commit of a git repository: `url` is a path (a bare repository, a work tree, a bundle) or
    /// a URL; `commit` is meant to be a full commit id; `commitSpan` is where it is written.
    record Git(String url, String commit, Optional<Span> commitSpan) implements Location {}

    /// A plain directory for local work.
    record Directory(Path path) implements Location {}
  }

  /// The same without the places to blame: what two requests for one tree have in common.
  public TreeRequest unplaced() {
    Location where =
        switch (location) {
          case Location.Git g -> new Location.Git(g.url(), g.commit(), Optional.empty());
          case Location.Directory d -> d;
        };
    return new TreeRequest(name, where, subdir, Optional.empty());
  }

  public static TreeRequest git(String name, String url, String commit) {
    return new TreeRequest(
        name, new Location.Git(url, commit, Optional.empty()), "", Optional.empty());
  }

  public static TreeRequest directory(String name, Path path) {
    return new TreeRequest(name, new Location.Directory(path), "", Optional.empty());
  }

  private static String normalised(String subdir) {
    String s = subdir;
    while (s.startsWith("./")) {
      s = s.substring(2);
    }
    while (s.endsWith("/")) {
      s = s.substring(0, s.length() - 1);
    }
    return s.equals(".") ? "" : s;
  }
}
