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

/// The name of a tree may stand for several commits in the environments of a manifest, of which its
/// lock has a line each. For what no commit tells apart, the trees need names of their own:
/// directories, and one commit in several places.
public final class OneTree {
  private OneTree() {}

  public static void check(List<Environment> environments, Diagnostics diagnostics) {
    Map<Line, TreeRef> first = new HashMap<>();
    Set<Line> told = new HashSet<>();
    for (Environment environment : environments) {
      for (TreeRef tree : environment.trees()) {
        Line line = Line.of(tree);
        TreeRef known = first.computeIfAbsent(line, _ -> tree);
        if (!isSame(known, tree) && told.add(line)) {
          diagnostics.add(different(tree, known));
        }
      }
    }
  }

  /// What a lock tells trees apart by. The revision of a directory is its content's digest, which
  /// is not known here.
  private record Line(String name, String revision) {
    static Line of(TreeRef tree) {
      String revision =
          switch (tree.location()) {
            case TreeRef.Location.Git g -> g.commit();
            case TreeRef.Location.Directory _ -> "";
          };
      return new Line(tree.name(), revision);
    }
  }

  private static boolean isSame(TreeRef a, TreeRef b) {
    return a.location().where().equals(b.location().where()) && a.subdir().equals(b.subdir());
  }

  private static Diagnostic different(TreeRef tree, TreeRef known) {
    boolean directory = tree.location() instanceof TreeRef.Location.Directory;
    Diagnostic d =
        Diagnostic.error(
                ManifestCode.DIFFERENT_TREES,
                tree.span(),
                "`"
                    + tree.name()
                    + "` stands for "
                    + (directory ? "several directories" : "one commit in several places")
                    + " in the environments of this manifest.")
            .hint("Give each of them a name of its own; only commits may differ under one name.");
    return known.span().equals(tree.span())
        ? d
        : d.note("In another environment it is this one.", known.span());
  }
}
