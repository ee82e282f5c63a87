package dev.envc.resolve;

import dev.envc.resolve.Formula.Leaf;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Whether chosen packages can be built one after the other, and if not, what would have to be
/// otherwise.
final class BuildOrder {
  private final Graph graph;
  private final Pool pool;
  private final Plan plan;
  private final Set<Node> built = new HashSet<>();

  BuildOrder(Graph graph, Pool pool, Plan plan) {
    this.graph = graph;
    this.pool = pool;
    this.plan = plan;
    while (step()) {
      // Until nothing more can be built.
    }
  }

  /// Packages that wait for each other, and the packages that are not there and would help.
  record Lesson(List<Node> members, List<Node> helpers) {}

  /// What is wrong; empty when everything can be built.
  Optional<Lesson> lesson() {
    Set<Node> core = core();
    if (core.isEmpty()) {
      return Optional.empty();
    }
    var helpers = new LinkedHashSet<Node>();
    for (Node node : core) {
      forEachBlocked(node, formula -> collect(formula, helpers));
    }
    helpers.removeIf(node -> graph.contains(node) || !Encoding.isEligible(node));
    return Optional.of(new Lesson(List.copyOf(core), List.copyOf(helpers)));
  }

  /// A smallest group of packages that wait only for each other.
  private Set<Node> core() {
    var waiting = new Graph();
    for (Node node : graph.nodes()) {
      if (built.contains(node)) {
        continue;
      }
      waiting.add(node, null, Strength.BUILD);
      forEachBlocked(
          node,
          formula -> {
            var needed = new LinkedHashSet<Node>();
            collect(formula, needed);
            needed.stream()
                .filter(n -> graph.contains(n) && !built.contains(n))
                .forEach(n -> waiting.add(n, node, Strength.BUILD));
          });
    }
    List<List<Node>> groups = new Components(waiting).inOrder();
    return groups.isEmpty() ? Set.of() : new LinkedHashSet<>(groups.getFirst());
  }

  private void forEachBlocked(Node node, Consumer<Formula> action) {
    Predicate<Node> available = built::contains;
    for (Map.Entry<Formula, Boolean> need : needs(node).entrySet()) {
      if (!holds(need.getKey(), available)) {
        action.accept(need.getKey());
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

  private boolean isReady(Node node, boolean before, Predicate<Node> there) {
    return needs(node).entrySet().stream()
        .allMatch(need -> need.getValue() != before || holds(need.getKey(), there));
  }

  private boolean holds(Formula formula, Predicate<Node> there) {
    return switch (formula) {
      case Leaf leaf ->
          leaf.need.isBlocker()
              || leaf.need.isProvided()
              || graph.chosen(leaf.need.family).stream()
                  .anyMatch(n -> leaf.need.matches(n) && there.test(n));
      case Formula.All(var parts) -> parts.stream().allMatch(part -> holds(part, there));
      case Formula.Any(var parts) -> parts.stream().anyMatch(part -> holds(part, there));
    };
  }

  private static void collect(Formula formula, Set<Node> result) {
    switch (formula) {
      case Leaf leaf -> {
        if (!leaf.need.isBlocker()) {
          leaf.need.versions.stream().filter(leaf.need::matches).forEach(result::add);
        }
      }
      case Formula.All(var parts) -> parts.forEach(part -> collect(part, result));
      case Formula.Any(var parts) -> parts.forEach(part -> collect(part, result));
    }
  }
}
