package dev.envc.check;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.model.Environment;
import dev.envc.model.TreeRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The name of a tree stands for one tree in all environments of a manifest: they share a lock, in
/// which it has one line.
public final class OneTree {
  private OneTree() {}

  public static void check(List<Environment> environments, Diagnostics diagnostics) {
    Map<String, TreeRef> first = new HashMap<>();
    Set<String> told = new HashSet<>();
    for (Environment environment : environments) {
      for (TreeRef tree : environment.trees()) {
        TreeRef known = first.computeIfAbsent(tree.name(), _ -> tree);
        if (!isSame(known, tree) && told.add(tree.name())) {
          diagnostics.add(different(tree, known));
        }
      }
    }
  }

  private static boolean isSame(TreeRef a, TreeRef b) {
    return a.location().where().equals(b.location().where()) && a.subdir().equals(b.subdir());
  }

  private static Diagnostic different(TreeRef tree, TreeRef known) {
    Diagnostic d =
        Diagnostic.error(
                ManifestCode.DIFFERENT_TREES,
                tree.span(),
                "`"
                    + tree.name()
                    + "` stands for different trees in the environments of this manifest.")
            .hint(
                "Write a manifest for each that extends what is common; trees of different"
                    + " repositories can have names of their own.");
    return known.span().equals(tree.span())
        ? d
        : d.note("In another environment it is this one.", known.span());
  }
}
