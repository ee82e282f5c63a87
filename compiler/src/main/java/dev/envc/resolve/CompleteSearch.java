package dev.envc.resolve;

import dev.envc.resolve.Formula.Leaf;
import dev.envc.resolve.Graph.Cause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
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
    return solve(needs, List.of());
  }

  /// As [#solve(Collection)] without some packages.
  Optional<Graph> solve(Collection<Need> needs, Collection<Node> without) {
    List<Integer> wishes = needs.stream().filter(n -> !n.isProvided()).map(encoding::wish).toList();
    var assumptions = new ArrayList<Integer>();
    without.stream()
        .filter(encoding::isReached)
        .forEach(n -> assumptions.add(encoding.literal(n) ^ 1));
    assumptions.addAll(wishes);
    var decisions = new Decisions(needs);
    while (sat.solve(assumptions, decisions)) {
      Graph graph = decisions.walk.graph;
      List<BuildOrder.Lesson> news =
          plan.ordered() ? new BuildOrder(graph, pool, plan).lessons() : List.of();
      if (news.isEmpty()) {
        return Optional.of(graph);
      }
      lessons.addAll(news);
      news.forEach(this::add);
    }
    return Optional.empty();
  }

  private void add(BuildOrder.Lesson lesson) {
    int[] ways = lesson.ways().stream().mapToInt(this::literal).toArray();
    for (Node member : lesson.members()) {
      sat.add(
          IntStream.concat(IntStream.of(encoding.literal(member) ^ 1), Arrays.stream(ways))
              .toArray());
    }
  }

  private int literal(BuildOrder.Way way) {
    return encoding.literal(way.node()) ^ (way.there() ? 0 : 1);
  }

  /// What to try next: the first need that a walk finds open. A walk goes on where it stopped until
  /// a choice is undone; the last one was made in one go.
  private final class Decisions implements Sat.Decider {
    private final Collection<Need> needs;
    Walk walk;
    private long undone;

    Decisions(Collection<Need> needs) {
      this.needs = needs;
      this.walk = new Walk(needs);
    }

    @Override
    public int next() {
      if (undone == sat.undone()) {
        int decision = walk.next();
        if (decision >= 0) {
          return decision;
        }
      }
      walk = new Walk(needs);
      undone = sat.undone();
      return walk.next();
    }
  }

  /// A walk through what is chosen so far, up to the first need that is open.
  private final class Walk {
    final Graph graph = new Graph();
    private final Collection<Need> needs;
    private final Deque<Node> queue = new ArrayDeque<>();
    private int decision = -1;

    Walk(Collection<Need> needs) {
      this.needs = needs;
    }

    /// The literal that would go on with the first open need; -1 when all are satisfied.
    int next() {
      decision = -1;
      needs.forEach(need -> require(null, need, DependencyClass.RDEPEND));
      do {
        while (!queue.isEmpty() && decision < 0) {
          Node node = queue.element();
          for (DependencyClass dependencyClass : plan.classes()) {
            for (Formula formula : node.dependencies(dependencyClass, pool)) {
              satisfy(node, formula, dependencyClass);
            }
          }
          if (decision < 0) {
            queue.remove();
          }
        }
        lessons.forEach(this::help);
      } while (!queue.isEmpty() && decision < 0);
      return decision;
    }

    /// Brings in a package without which one that is there could not be built.
    private void help(BuildOrder.Lesson lesson) {
      if (decision >= 0
          || lesson.members().stream().noneMatch(graph::contains)
          || lesson.ways().stream().anyMatch(w -> w.there() && graph.contains(w.node()))) {
        return;
      }
      for (BuildOrder.Way way : lesson.ways()) {
        Node helper = way.node();
        if (way.there() && encoding.isChosen(helper)) {
          Need slot = helper.family.slot(helper.slot);
          Node member = lesson.members().stream().filter(graph::contains).findFirst().orElseThrow();
          add(helper, member, slot, DependencyClass.PDEPEND);
          return;
        }
      }
      if (lesson.ways().stream().map(CompleteSearch.this::literal).anyMatch(sat::isTrue)) {
        return;
      }
      lesson.ways().stream()
          .map(CompleteSearch.this::literal)
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
      List<Node> candidates = need.eligible();
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
