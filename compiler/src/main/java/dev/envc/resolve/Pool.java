package dev.envc.resolve;

import dev.envc.pms.Atom;
import dev.envc.pms.Cpv;
import dev.envc.pms.DepSpec;
import dev.envc.pms.PackageName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// The candidates and needs of a universe, each made once. Not thread-safe.
final class Pool {
  private static final PackageName NOTHING = new PackageName("none", "none");

  private Universe universe;
  private final Map<PackageName, Family> families = new HashMap<>();
  private final Need impossible =
      Need.of(new Family(NOTHING, List.of(), List.of()), "|| ( )", _ -> Need.Fit.NO);

  Pool(Universe universe) {
    this.universe = universe;
  }

  /// A pool of nothing yet.
  Pool() {
    this(new Nothing());
  }

  /// Goes over to another universe. What is the same in both is kept; nothing else that was handed
  /// out before may be used any longer.
  void goTo(Universe other) {
    universe = other;
    var gone = new HashSet<Family>();
    for (Family family : families.values()) {
      if (!family.consistsOf(other.candidates(family.name), other.provided(family.name))) {
        gone.add(family);
      }
    }
    if (!gone.isEmpty()) {
      families.values().removeAll(gone);
      gone.forEach(family -> family.dependents.forEach(Family::forgetDependencies));
      families.values().forEach(family -> family.dependents.removeAll(gone));
    }
  }

  Family family(PackageName name) {
    Family known = families.get(name);
    if (known == null) {
      known = new Family(name, universe.provided(name), universe.candidates(name));
      families.put(name, known);
    }
    return known;
  }

  /// The need of an atom of the request.
  Need need(Atom atom) {
    return family(atom.name()).need(atom);
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
    Family family = family(atom.name());
    family.dependents.add(node.family);
    Need need =
        atom.hasConditionalUse()
            ? Need.of(family, atom, node.candidate::isEnabled)
            : family.need(atom);
    return new Formula.Leaf(need, node);
  }

  private record Nothing() implements Universe {
    @Override
    public List<Candidate> candidates(PackageName name) {
      return List.of();
    }

    @Override
    public List<Cpv> provided(PackageName name) {
      return List.of();
    }
  }
}
