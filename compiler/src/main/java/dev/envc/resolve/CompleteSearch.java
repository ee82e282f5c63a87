package dev.envc.resolve;

import dev.envc.resolve.Formula.Leaf;
import dev.envc.resolve.Graph.Cause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Finds a solution whenever there is one. What is tried first follows the preferences: the highest
/// version, what is chosen already, the ebuild's order of alternatives. Not thread-safe.
final class CompleteSearch {
  private final Pool pool;
  private final Plan plan;
  private final Encoding encoding;
  private final Sat sat;

  /// Packages that turned out not to be buildable without one of some others.
  private final List<BuildOrder.Lesson> lessons = new ArrayList<>();

  CompleteSearch(Pool pool, Plan plan) {
    this.pool = pool;
    this.plan = plan;
    this.encoding = new Encoding(pool, plan);
    this.sat = encoding.sat;
  }

  /// The packages for some of the plan's needs; empty when there is no solution.
  Optional<Graph> solve(Collection<Need> needs) {
    List<Integer> assumptions =
        needs.stream().filter(n -> !n.isProvided()).map(encoding::wish).toList();
    while (sat.solve(assumptions, () -> new Walk(needs).decision())) {
      Graph graph = new Walk(needs).graph;
      Optional<BuildOrder.Lesson> lesson =
          plan.ordered() ? new BuildOrder(graph, pool, plan).lesson() : Optional.empty();
      if (lesson.isEmpty()) {
        return Optional.of(graph);
      }
      lessons.add(lesson.get());
      sat.add(clause(lesson.get()));
    }
    return Optional.empty();
  }

  private int[] clause(BuildOrder.Lesson lesson) {
    IntStream members = lesson.members().stream().mapToInt(n -> encoding.literal(n) ^ 1);
    return IntStream.concat(members, lesson.helpers().stream().mapToInt(encoding::literal))
        .toArray();
  }

  /// A walk through what is chosen so far, up to the first need that is open.
  private final class Walk {
    final Graph graph = new Graph();
    private final Deque<Node> queue = new ArrayDeque<>();
    private int decision = -1;

    Walk(Collection<Need> needs) {
      for (Need need : needs) {
        require(null, need, DependencyClass.RDEPEND);
      }
      do {
        while (!queue.isEmpty() && decision < 0) {
          Node node = queue.poll();
          for (DependencyClass dependencyClass : plan.classes()) {
            for (Formula formula : node.dependencies(dependencyClass, pool)) {
              satisfy(node, formula, dependencyClass);
            }
          }
        }
        lessons.forEach(this::help);
      } while (!queue.isEmpty() && decision < 0);
    }

    int decision() {
      return decision;
    }

    /// Brings in a package without which some others could not be built.
    private void help(BuildOrder.Lesson lesson) {
      if (decision >= 0
          || !lesson.members().stream().allMatch(graph::contains)
          || lesson.helpers().stream().anyMatch(graph::contains)) {
        return;
      }
      for (Node helper : lesson.helpers()) {
        if (encoding.isChosen(helper)) {
          Need slot = helper.family.slot(helper.slot);
          add(helper, lesson.members().getFirst(), slot, DependencyClass.PDEPEND);
          return;
        }
      }
      lesson.helpers().stream()
          .map(encoding::literal)
          .filter(literal -> !sat.isFalse(literal))
          .findFirst()
          .ifPresent(literal -> decision = literal);
    }

    private void satisfy(Node node, Formula formula, DependencyClass dependencyClass) {
      if (decision >= 0) {
        return;
      }
      switch (formula) {
        case Leaf leaf -> require(node, leaf.need, dependencyClass);
        case Formula.All(var parts) -> parts.forEach(p -> satisfy(node, p, dependencyClass));
        case Formula.Any(var parts) -> {
          Formula taken = taken(parts);
          if (taken != null) {
            satisfy(node, taken, dependencyClass);
          }
        }
      }
    }

    private @Nullable Formula taken(List<Formula> parts) {
      for (Formula part : parts) {
        if (sat.isTrue(encoding.literal(part))) {
          return part;
        }
      }
      for (Formula part : parts) {
        if (decision < 0 && !sat.isFalse(encoding.literal(part)) && holds(part)) {
          decision = encoding.literal(part);
        }
      }
      for (Formula part : parts) {
        if (decision < 0 && !sat.isFalse(encoding.literal(part))) {
          decision = encoding.literal(part);
        }
      }
      return null;
    }

    private boolean holds(Formula formula) {
      return switch (formula) {
        case Leaf leaf ->
            leaf.need.isProvided()
                || (!leaf.need.isBlocker()
                    && leaf.need.versions.stream()
                        .anyMatch(n -> leaf.need.matches(n) && encoding.isChosen(n)));
        case Formula.All(var parts) -> parts.stream().allMatch(this::holds);
        case Formula.Any(var parts) -> parts.stream().anyMatch(this::holds);
      };
    }

    private void require(@Nullable Node parent, Need need, DependencyClass dependencyClass) {
      if (decision >= 0 || need.isBlocker() || need.isProvided()) {
        return;
      }
      Set<Node> chosen = new LinkedHashSet<>();
      List<Node> candidates = Encoding.candidates(need);
      candidates.stream().filter(encoding::isChosen).forEach(chosen::add);
      if (chosen.isEmpty()) {
        candidates.stream()
            .map(encoding::literal)
            .filter(literal -> !sat.isFalse(literal))
            .findFirst()
            .ifPresent(literal -> decision = literal);
        return;
      }
      add(chosen.iterator().next(), parent, need, dependencyClass);
    }

    private void add(Node node, @Nullable Node parent, Need need, DependencyClass dependencyClass) {
      if (!graph.contains(node)) {
        queue.add(node);
        graph.choose(node);
      }
      if (node != parent || dependencyClass.isBuildTime()) {
        graph.add(node, parent, Strength.of(dependencyClass, need));
        graph.addCause(node, new Cause(parent, need));
      }
    }
  }
}
