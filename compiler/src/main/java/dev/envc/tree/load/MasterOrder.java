package dev.envc.tree.load;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.TreeCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the masters of each tree among those that are asked for with it, and puts trees after
/// their masters.
final class MasterOrder {
  /// Portage's `main-repo`: the master of a repository whose layout.conf does not say.
  private static final String MAIN = "gentoo";

  private final List<AskedTree> trees;
  private final Diagnostics diagnostics;
  private final boolean allOpen;
  private final Set<AskedTree> ordered = new LinkedHashSet<>();
  private final Set<AskedTree> underWay = new LinkedHashSet<>();

  /// `allOpen` says that no tree is missing for another reason, which would be blamed twice.
  MasterOrder(List<AskedTree> trees, Diagnostics diagnostics, boolean allOpen) {
    this.trees = trees;
    this.diagnostics = diagnostics;
    this.allOpen = allOpen;
  }

  List<AskedTree> order() {
    checkNames();
    for (AskedTree tree : trees) {
      findMasters(tree);
    }
    for (AskedTree tree : trees) {
      visit(tree);
    }
    return List.copyOf(ordered);
  }

  private void checkNames() {
    for (int i = 0; i < trees.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (trees.get(i).name().equals(trees.get(j).name())) {
          diagnostics.add(twice(trees.get(j), trees.get(i)));
        }
      }
    }
  }

  private static Diagnostic twice(AskedTree first, AskedTree second) {
    Diagnostic diagnostic =
        blame(
            second,
            Diagnostic.error(
                TreeCode.DUPLICATE_REPOSITORY,
                "The trees "
                    + first.request().name()
                    + " and "
                    + second.request().name()
                    + " are both the repository "
                    + second.name()
                    + "."));
    return first
        .request()
        .span()
        .map(s -> diagnostic.note("The other one is here.", s))
        .orElse(diagnostic)
        .hint("Name each repository once; the name is in its profiles/repo_name.");
  }

  private void findMasters(AskedTree tree) {
    Optional<List<String>> named = tree.tree().layout().masters();
    if (named.isEmpty()) {
      trees.stream()
          .filter(t -> t.name().equals(MAIN) && !t.equals(tree))
          .findFirst()
          .ifPresent(tree.masters()::add);
      return;
    }
    for (String master : named.get()) {
      Optional<AskedTree> found = find(master, tree);
      found.ifPresent(tree.masters()::add);
      if (found.isEmpty() && allOpen && !master.equals(tree.name())) {
        diagnostics.add(missing(tree, master));
      }
    }
  }

  private Optional<AskedTree> find(String name, AskedTree besides) {
    List<AskedTree> others = trees.stream().filter(t -> !t.equals(besides)).toList();
    return others.stream()
        .filter(t -> t.name().equals(name))
        .findFirst()
        .or(() -> others.stream().filter(t -> t.request().name().equals(name)).findFirst())
        .or(
            () ->
                others.stream()
                    .filter(t -> t.tree().layout().aliases().contains(name))
                    .findFirst());
  }

  private Diagnostic missing(AskedTree tree, String master) {
    List<String> names = trees.stream().map(AskedTree::name).sorted().toList();
    return blame(
            tree,
            Diagnostic.error(
                TreeCode.MISSING_MASTER,
                "The tree "
                    + tree.request().name()
                    + " builds on the repository "
                    + master
                    + ", which is not among the trees."))
        .note("metadata/layout.conf of " + tree.request().name() + " names it in `masters`.")
        .note("The trees are the repositories " + String.join(", ", names) + ".")
        .hint("Add the repository " + master + " to the trees, at a commit of the same time.");
  }

  private void visit(AskedTree tree) {
    if (ordered.contains(tree)) {
      return;
    }
    if (!underWay.add(tree)) {
      diagnostics.add(
          blame(
              tree,
              Diagnostic.error(
                      TreeCode.MASTER_CYCLE,
                      "The repository " + tree.name() + " is, through others, its own master.")
                  .hint("Mend `masters` in the metadata/layout.conf of one of them.")));
      return;
    }
    new ArrayList<>(tree.masters()).forEach(this::visit);
    ordered.add(tree);
  }

  private static Diagnostic blame(AskedTree tree, Diagnostic diagnostic) {
    return tree.request().span().map(diagnostic::at).orElse(diagnostic);
  }
}
