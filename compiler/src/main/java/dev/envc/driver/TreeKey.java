package dev.envc.driver;

import dev.envc.tree.TreeRequest;
import java.util.List;

/// What tells two requests for trees apart, without the places they are written at.
record TreeKey(String name, String location, String subdir) {
  static List<TreeKey> of(List<TreeRequest> requests) {
    return requests.stream().map(TreeKey::of).toList();
  }

  private static TreeKey of(TreeRequest request) {
    String location =
        switch (request.location()) {
          case TreeRequest.Location.Git g -> "git " + g.commit() + " " + g.url();
          case TreeRequest.Location.Directory d -> "directory " + d.path();
        };
    return new TreeKey(request.name(), location, request.subdir());
  }
}
