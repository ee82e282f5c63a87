package dev.envc.resolve;

import dev.envc.pms.Atom;
import dev.envc.pms.DepSpec;
import dev.envc.pms.PackageName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The candidates and needs of one run, each made once. Not thread-safe.
final class Pool {
  private static final PackageName NOTHING = new PackageName("none", "none");

  private final Universe universe;
  private final Map<PackageName, Family> families = new HashMap<>();
  private final Map<Atom, Need> needs = new HashMap<>();
  private final Map<Node, Need> exact = new HashMap<>();
  private final Need impossible =
      Need.of(new Family(NOTHING, List.of()), "|| ( )", _ -> Need.Fit.NO);
  private int nodes;

  Pool(Universe universe) {
    this.universe = universe;
  }

  Family family(PackageName name) {
    Family known = families.get(name);
    if (known == null) {
      known = new Family(name, universe.provided(name));
      known.fill(universe.candidates(name), nodes);
      nodes += known.nodes.size();
      families.put(name, known);
    }
    return known;
  }

  /// The need of an atom of the request.
  Need need(Atom atom) {
    return needs.computeIfAbsent(atom, a -> Need.of(family(a.name()), a, _ -> false));
  }

  /// The need for exactly one candidate.
  Need exactly(Node node) {
    return exact.computeIfAbsent(
        node, n -> Need.of(n.family, "=" + n, other -> other == n ? Need.Fit.YES : Need.Fit.NO));
  }

  /// What a package asks for by one class of its dependencies.
  List<Formula> compile(Node node, DependencyClass dependencyClass) {
    var result = new ArrayList<Formula>();
    conjunction(node, node.candidate.dependencies(dependencyClass).children(), result);
    return result;
  }

  private void conjunction(Node node, List<DepSpec<Atom>> children, List<Formula> result) {
    for (DepSpec<Atom> child : children) {
      switch (child) {
        case DepSpec.Leaf<Atom>(var atom) -> result.add(leaf(node, atom));
        case DepSpec.AllOf<Atom>(var inner) -> conjunction(node, inner, result);
        case DepSpec.UseConditional<Atom> conditional -> {
          if (conditional.holds(node.candidate::isEnabled)) {
            conjunction(node, conditional.children(), result);
          }
        }
        case DepSpec.AnyOf<Atom>(var inner) -> any(node, inner, result);
        case DepSpec.ExactlyOneOf<Atom>(var inner) -> any(node, inner, result);
        case DepSpec.AtMostOneOf<Atom> _ -> {}
      }
    }
  }

  /// Adds an any-of group. One in which nothing is left is satisfied up to EAPI 6 and cannot be
  /// satisfied later (PMS 8.2.2).
  private void any(Node node, List<DepSpec<Atom>> children, List<Formula> result) {
    var alternatives = new ArrayList<Formula>();
    for (DepSpec<Atom> child : children) {
      var parts = new ArrayList<Formula>();
      conjunction(node, List.of(child), parts);
      switch (parts.size()) {
        case 0 -> {}
        case 1 -> addFlat(parts.getFirst(), alternatives);
        default -> alternatives.add(new Formula.All(parts));
      }
    }
    switch (alternatives.size()) {
      case 0 -> {
        if (!node.candidate.eapi().emptyGroupsMatch()) {
          result.add(new Formula.Leaf(impossible, node));
        }
      }
      case 1 -> splice(alternatives.getFirst(), result);
      default -> result.add(new Formula.Any(alternatives));
    }
  }

  private static void splice(Formula formula, List<Formula> result) {
    if (formula instanceof Formula.All(var parts)) {
      result.addAll(parts);
    } else {
      result.add(formula);
    }
  }

  private static void addFlat(Formula formula, List<Formula> result) {
    if (formula instanceof Formula.Any(var inner)) {
      result.addAll(inner);
    } else {
      result.add(formula);
    }
  }

  private Formula.Leaf leaf(Node node, Atom atom) {
    Need need =
        atom.hasConditionalUse()
            ? Need.of(family(atom.name()), atom, node.candidate::isEnabled)
            : need(atom);
    return new Formula.Leaf(need, node);
  }
}
