package dev.envc.driver;

import dev.envc.model.Environment;
import dev.envc.model.TreeRef;
import dev.envc.tree.TreeRequest;
import java.util.List;
import java.util.Optional;

/// What the model says of trees, in the words of `tree`.
final class TreeRequests {
  private TreeRequests() {}

  /// The trees that an environment names, in its order.
  static List<TreeRequest> of(Environment environment) {
    return environment.trees().stream().map(TreeRequests::of).toList();
  }

  /// The same without places: what tells the trees of one environment from those of another.
  static List<TreeRequest> unplaced(Environment environment) {
    return of(environment).stream().map(TreeRequest::unplaced).toList();
  }

  private static TreeRequest of(TreeRef tree) {
    TreeRequest.Location location =
        switch (tree.location()) {
          case TreeRef.Location.Git g ->
              new TreeRequest.Location.Git(g.url(), g.commit(), Optional.of(g.commitSpan()));
          case TreeRef.Location.Directory d -> new TreeRequest.Location.Directory(d.path());
        };
    return new TreeRequest(tree.name(), location, tree.subdir(), Optional.of(tree.span()));
  }

  /// How the manifest writes a tree's location.
  static String written(TreeRef tree) {
    return switch (tree.location()) {
      case TreeRef.Location.Git g -> g.written();
      case TreeRef.Location.Directory d -> d.written();
    };
  }
}
