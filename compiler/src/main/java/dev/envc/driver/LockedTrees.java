package dev.envc.driver;

import dev.envc.lock.LockedTree;
import dev.envc.model.Environment;
import dev.envc.model.TreeRef;
import dev.envc.tree.Repository;
import dev.envc.tree.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The trees of an environment as its lock holds them.
final class LockedTrees {
  private LockedTrees() {}

  static List<LockedTree> of(Environment environment, Trees trees) throws IOException {
    var locked = new ArrayList<LockedTree>();
    for (TreeRef ref : environment.trees()) {
      for (Repository r : trees.repositories()) {
        if (r.pin().treeName().equals(ref.name())) {
          locked.add(locked(ref, r));
        }
      }
    }
    return locked;
  }

  private static LockedTree locked(TreeRef ref, Repository r) throws IOException {
    return new LockedTree(
        ref.name(),
        TreeRequests.written(ref),
        r.pin().revision(),
        ref.subdir(),
        r.pin().date().map(d -> d.truncatedTo(ChronoUnit.SECONDS).toString()),
        sourceCommit(r));
  }

  /// A mirror with md5-cache names the commit of the repository that it was made from in
  /// `metadata/timestamp.commit`.
  private static Optional<String> sourceCommit(Repository repository) throws IOException {
    return repository
        .files()
        .read("metadata/timestamp.commit")
        .map(b -> new String(b, StandardCharsets.UTF_8).strip().split("\\s", 2)[0])
        .filter(c -> c.matches("[0-9a-f]{40}|[0-9a-f]{64}"));
  }
}
