package dev.envc.resolve.check;

import dev.envc.pms.Atom;
import dev.envc.pms.Blocker;
import dev.envc.pms.Cpv;
import dev.envc.pms.DepSpec;
import dev.envc.pms.PackageName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Verifies that a set of packages keeps the rules: one package in a slot (PMS 7.2), all of them
/// visible, REQUIRED_USE (PMS 7.3.5), every dependency of the given classes satisfied and every
/// block respected (PMS 8.2, 8.3), every wish fulfilled, and, where asked, that an order exists in
/// which everything can be built (PMS 8.1).
public final class Checker {
  private final List<CheckedPackage> packages;
  private final Map<PackageName, List<CheckedPackage>> byName = new HashMap<>();
  private final Function<PackageName, List<Cpv>> provided;
  private final List<String> violations = new ArrayList<>();

  private Checker(List<CheckedPackage> packages, Function<PackageName, List<Cpv>> provided) {
    this.packages = packages;
    this.provided = provided;
    for (CheckedPackage one : packages) {
      byName.computeIfAbsent(one.facts().cpv().name(), _ -> new ArrayList<>()).add(one);
    }
  }

  /// The broken rules, one sentence each; empty when the packages keep all of them.
  ///
  /// @param wishes the atoms that were asked for
  /// @param provided the versions of a name that count as installed
  /// @param ordered whether everything is built from source, so that an order has to exist
  public static List<String> violations(
      List<CheckedPackage> packages,
      List<Atom> wishes,
      Function<PackageName, List<Cpv>> provided,
      boolean ordered) {
    var checker = new Checker(packages, provided);
    checker.checkEach();
    checker.checkSlots();
    checker.checkWishes(wishes);
    if (ordered && checker.violations.isEmpty()) {
      checker.checkOrder();
    }
    return List.copyOf(checker.violations);
  }

  private void checkEach() {
    for (CheckedPackage one : packages) {
      if (!one.visible()) {
        violations.add(one + " is masked.");
      }
      if (one.requiredUse().isPresent() && !one.requiredUse().get().isSatisfied(one::uses)) {
        violations.add(one + " does not satisfy its REQUIRED_USE.");
      }
      checkDependencies(one, one.buildTime());
      checkDependencies(one, one.runTime());
      checkDependencies(one, one.later());
    }
  }

  private void checkDependencies(CheckedPackage one, List<DepSpec.AllOf<Atom>> specs) {
    for (DepSpec.AllOf<Atom> spec : specs) {
      for (DepSpec<Atom> part : spec.children()) {
        if (!holds(part, one, byName)) {
          violations.add(one + " needs `" + part + "`.");
        }
      }
    }
  }

  private void checkSlots() {
    var seen = new HashMap<String, CheckedPackage>();
    for (CheckedPackage one : packages) {
      String slot = one.facts().cpv().name() + ":" + one.facts().slot().slot();
      CheckedPackage other = seen.putIfAbsent(slot, one);
      if (other != null) {
        violations.add(other + " and " + one + " are both in slot " + slot + ".");
      }
    }
  }

  private void checkWishes(List<Atom> wishes) {
    for (Atom wish : wishes) {
      boolean present =
          byName.getOrDefault(wish.name(), List.of()).stream()
              .anyMatch(p -> wish.matches(p.facts()));
      if (!present && !isProvided(wish)) {
        violations.add("Nothing fulfils the wish `" + wish + "`.");
      }
    }
  }

  private boolean isProvided(Atom atom) {
    return provided.apply(atom.name()).stream().anyMatch(atom::matches);
  }

  private boolean holds(
      DepSpec<Atom> spec, CheckedPackage owner, Map<PackageName, List<CheckedPackage>> installed) {
    return switch (spec) {
      case DepSpec.Leaf<Atom>(var atom) -> holds(atom, owner, installed);
      case DepSpec.AllOf<Atom>(var parts) ->
          parts.stream().allMatch(part -> holds(part, owner, installed));
      case DepSpec.UseConditional<Atom> conditional ->
          !conditional.holds(owner::uses)
              || conditional.children().stream().allMatch(part -> holds(part, owner, installed));
      case DepSpec.AnyOf<Atom>(var parts) -> {
        List<DepSpec<Atom>> counted = counted(parts, owner);
        yield counted.isEmpty()
            ? owner.eapi().emptyGroupsMatch()
            : counted.stream().anyMatch(part -> holds(part, owner, installed));
      }
      case DepSpec.ExactlyOneOf<Atom>(var parts) ->
          counted(parts, owner).stream().filter(p -> holds(p, owner, installed)).count() == 1;
      case DepSpec.AtMostOneOf<Atom>(var parts) ->
          counted(parts, owner).stream().filter(p -> holds(p, owner, installed)).count() <= 1;
    };
  }

  /// The alternatives that count: a conditional that does not hold is as if it were not there, and
  /// so is a group in which nothing is left.
  private static List<DepSpec<Atom>> counted(List<DepSpec<Atom>> parts, CheckedPackage owner) {
    return parts.stream().filter(part -> isLeft(part, owner)).toList();
  }

  private static boolean isLeft(DepSpec<Atom> spec, CheckedPackage owner) {
    return switch (spec) {
      case DepSpec.UseConditional<Atom> conditional ->
          conditional.holds(owner::uses)
              && conditional.children().stream().anyMatch(part -> isLeft(part, owner));
      case DepSpec.AllOf<Atom>(var parts) -> parts.stream().anyMatch(p -> isLeft(p, owner));
      case DepSpec.Leaf<Atom> _,
          DepSpec.AnyOf<Atom> _,
          DepSpec.ExactlyOneOf<Atom> _,
          DepSpec.AtMostOneOf<Atom> _ ->
          true;
    };
  }

  /// Whether an atom is satisfied. A blocker speaks of everything that is there in the end.
  private boolean holds(
      Atom atom, CheckedPackage owner, Map<PackageName, List<CheckedPackage>> installed) {
    boolean blocks = atom.blocker() != Blocker.NONE;
    List<CheckedPackage> matching =
        (blocks ? byName : installed)
            .getOrDefault(atom.name(), List.of()).stream()
                .filter(p -> atom.matches(p.facts(), owner::uses))
                .toList();
    return switch (atom.blocker()) {
      case NONE -> !matching.isEmpty() || isProvided(atom);
      case WEAK -> matching.stream().allMatch(p -> p.facts().cpv().equals(owner.facts().cpv()));
      case STRONG -> matching.isEmpty();
    };
  }

  /// Installs step by step whatever can be built and then used with what is there, until nothing
  /// more can be done.
  private void checkOrder() {
    Set<CheckedPackage> waiting = new HashSet<>(packages);
    var installed = new HashMap<PackageName, List<CheckedPackage>>();
    while (!waiting.isEmpty()) {
      List<CheckedPackage> step = step(waiting, installed);
      if (step.isEmpty()) {
        violations.add("Nothing can be built before these: " + sorted(waiting) + ".");
        return;
      }
      for (CheckedPackage one : step) {
        waiting.remove(one);
        installed.computeIfAbsent(one.facts().cpv().name(), _ -> new ArrayList<>()).add(one);
      }
    }
  }

  private List<CheckedPackage> step(
      Set<CheckedPackage> waiting, Map<PackageName, List<CheckedPackage>> installed) {
    var step = new ArrayList<CheckedPackage>();
    for (CheckedPackage one : packages) {
      if (waiting.contains(one) && satisfied(one, one.buildTime(), installed)) {
        step.add(one);
      }
    }
    boolean changed = true;
    while (changed) {
      var together = new HashMap<PackageName, List<CheckedPackage>>();
      installed.forEach((name, list) -> together.put(name, new ArrayList<>(list)));
      step.forEach(
          p -> together.computeIfAbsent(p.facts().cpv().name(), _ -> new ArrayList<>()).add(p));
      changed = step.removeIf(one -> !satisfied(one, one.runTime(), together));
    }
    return step;
  }

  private boolean satisfied(
      CheckedPackage one,
      List<DepSpec.AllOf<Atom>> specs,
      Map<PackageName, List<CheckedPackage>> installed) {
    return specs.stream()
        .allMatch(spec -> spec.children().stream().allMatch(part -> holds(part, one, installed)));
  }

  private static List<String> sorted(Set<CheckedPackage> waiting) {
    return waiting.stream().map(CheckedPackage::toString).sorted().toList();
  }
}
