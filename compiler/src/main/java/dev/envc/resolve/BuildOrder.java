package dev.envc.resolve;

import dev.envc.pms.Blocker;
import dev.envc.resolve.Formula.Leaf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Whether chosen packages can be built one after the other, and if not, what would have to be
/// otherwise.
final class BuildOrder {
  private final Graph graph;
  private final Pool pool;
  private final Plan plan;
  private final Set<Node> built = new HashSet<>();

  /// For each package that is not built, dependencies that nothing satisfied which could be built
  /// before it (for run-time dependencies: or together with it, of what still was a candidate).
  private final Map<Node, List<Formula>> waitsFor = new LinkedHashMap<>();

  BuildOrder(Graph graph, Pool pool, Plan plan) {
    this.graph = graph;
    this.pool = pool;
    this.plan = plan;
    while (step()) {
      // Until nothing more can be built.
    }
  }

  /// A package that is there or is not.
  record Way(Node node, boolean there) {}

  /// Packages of which none can be built unless one of the ways is taken: another package helps, or
  /// one that a blocker among alternatives names is not there.
  record Lesson(List<Node> members, List<Way> ways) {}

  /// What is wrong; empty when everything can be built.
  ///
  /// Each lesson is a group that waits only for itself. Were one of its members chosen in a
  /// buildable set without helpers, then whichever of the group were built first would need another
  /// of the group before: each member waits for a dependency that only later members satisfy.
  List<Lesson> lessons() {
    var waiting = new Graph();
    for (Node node : waitsFor.keySet()) {
      waiting.add(node, null, Strength.BUILD);
      forEachBlocked(
          node,
          formula ->
              leaves(formula)
                  .filter(n -> graph.contains(n) && !built.contains(n))
                  .forEach(n -> waiting.add(n, node, Strength.BUILD)));
    }
    return new Components(waiting)
        .inOrder().stream()
            .map(HashSet::new)
            .filter(g -> isAlone(g, waiting))
            .map(this::lesson)
            .toList();
  }

  private static boolean isAlone(Set<Node> group, Graph waiting) {
    return group.stream().allMatch(n -> group.containsAll(waiting.children(n).keySet()));
  }

  private Lesson lesson(Set<Node> group) {
    List<Node> members = graph.nodes().stream().filter(group::contains).toList();
    var ways = new LinkedHashSet<Way>();
    for (Node member : members) {
      ways.addAll(fewest(waitsFor.getOrDefault(member, List.of()), group));
    }
    return new Lesson(members, List.copyOf(ways));
  }

  /// The fewest ways of which one is needed for formulas that do not hold.
  private Set<Way> fewest(List<Formula> formulas, Set<Node> group) {
    return formulas.stream()
        .map(formula -> ways(formula, group))
        .min(Comparator.comparingInt(Set::size))
        .orElse(Set.of());
  }

  private Set<Way> ways(Formula formula, Set<Node> group) {
    var result = new LinkedHashSet<Way>();
    switch (formula) {
      case Leaf leaf when leaf.need.isBlocker() ->
          blocked(leaf).forEach(n -> result.add(new Way(n, false)));
      case Leaf leaf ->
          leaves(leaf)
              .filter(n -> !group.contains(n) && n.eligible())
              .forEach(n -> result.add(new Way(n, true)));
      case Formula.All(var parts) ->
          result.addAll(
              fewest(parts.stream().filter(part -> !holds(part, built::contains)).toList(), group));
      case Formula.Any(var parts) -> parts.forEach(part -> result.addAll(ways(part, group)));
    }
    return result;
  }

  private void forEachBlocked(Node node, Consumer<Formula> action) {
    for (Formula need : needs(node).keySet()) {
      if (!holds(need, built::contains)) {
        action.accept(need);
      }
    }
  }

  /// What a package needs before it can be used; the value says whether it has to be there before
  /// the package is built.
  private Map<Formula, Boolean> needs(Node node) {
    var needs = new LinkedHashMap<Formula, Boolean>();
    for (DependencyClass dependencyClass : plan.classes()) {
      if (dependencyClass != DependencyClass.PDEPEND) {
        for (Formula formula : node.dependencies(dependencyClass, pool)) {
          boolean before =
              dependencyClass.isBuildTime() || (formula instanceof Leaf l && l.need.rebuild);
          needs.put(formula, before);
        }
      }
    }
    return needs;
  }

  private boolean step() {
    waitsFor.clear();
    var together = new LinkedHashSet<Node>();
    for (Node node : graph.nodes()) {
      if (!built.contains(node) && isReady(node, true, built::contains)) {
        together.add(node);
      }
    }
    Predicate<Node> there = n -> built.contains(n) || together.contains(n);
    var late = new ArrayList<Node>();
    do {
      late.clear();
      together.stream().filter(n -> !isReady(n, false, there)).forEach(late::add);
    } while (together.removeAll(late));
    return built.addAll(together);
  }

  /// Whether what a package needs is there; what is missing is noted.
  private boolean isReady(Node node, boolean before, Predicate<Node> there) {
    List<Formula> missing =
        needs(node).entrySet().stream()
            .filter(need -> need.getValue() == before && !holds(need.getKey(), there))
            .map(Map.Entry::getKey)
            .toList();
    if (!missing.isEmpty()) {
      waitsFor.put(node, missing);
    }
    return missing.isEmpty();
  }

  private boolean holds(Formula formula, Predicate<Node> there) {
    return switch (formula) {
      case Leaf leaf when leaf.need.isBlocker() -> blocked(leaf).findAny().isEmpty();
      case Leaf leaf ->
          leaf.need.isProvided()
              || graph.chosen(leaf.need.family).stream()
                  .anyMatch(n -> leaf.need.matches(n) && there.test(n));
      case Formula.All(var parts) -> parts.stream().allMatch(part -> holds(part, there));
      case Formula.Any(var parts) -> parts.stream().anyMatch(part -> holds(part, there));
    };
  }

  /// The chosen packages that a blocker names. It counts from the beginning, also for those that
  /// come later: what it stands beside as an alternative must not be left out for a while only.
  private Stream<Node> blocked(Leaf leaf) {
    return graph.chosen(leaf.need.family).stream()
        .filter(leaf.need::matches)
        .filter(n -> leaf.need.blocker == Blocker.STRONG || n != leaf.owner);
  }

  private static Stream<Node> leaves(Formula formula) {
    return switch (formula) {
      case Leaf leaf when leaf.need.isBlocker() -> Stream.of();
      case Leaf leaf -> leaf.need.versions.stream().filter(leaf.need::matches);
      case Formula.All(var parts) -> parts.stream().flatMap(BuildOrder::leaves);
      case Formula.Any(var parts) -> parts.stream().flatMap(BuildOrder::leaves);
    };
  }
}
