package dev.envc.resolve;

import dev.envc.pms.Blocker;
import dev.envc.resolve.Formula.Leaf;
import dev.envc.resolve.Graph.Cause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One walk from the request through the dependencies that takes the preferred answer everywhere,
/// given what earlier attempts taught. Not thread-safe.
final class Attempt {
  /// How a walk ended.
  sealed interface Outcome {}

  /// Everything is satisfied.
  record Success(Graph graph) implements Outcome {}

  /// The dependencies of `parent` cannot be satisfied; another version may do.
  record MissingDependency(Node parent) implements Outcome {}

  /// Slots are claimed by several packages, and for each the choices of what not to choose, least
  /// promising first; and cycles that have no order.
  record Conflicts(List<List<SlotConflicts.Choice>> slots, Map<Node, Set<Node>> cycles)
      implements Outcome {}

  /// There is nothing to be learned for another walk of this kind.
  record DeadEnd() implements Outcome {}

  /// A dependency of a package.
  ///
  /// @param parent who depends; null for the request
  private record Edge(
      @Nullable Node parent, Need need, @Nullable Node child, DependencyClass dependencyClass) {}

  /// Any-of groups and virtual packages wait until everything simple is chosen.
  private record Waiting(Node parent, DependencyClass dependencyClass, List<Formula> formulas) {}

  private record Block(Node parent, Need need) {}

  private final Pool pool;
  private final Plan plan;
  private final Masks masks;
  private final Graph graph = new Graph();
  private final Requirements requirements;
  private final Selection selection;
  private final Deque<Node> open = new ArrayDeque<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Set<Block> blocks = new HashSet<>();
  private Outcome failure = new DeadEnd();

  Attempt(Pool pool, Plan plan, Masks masks) {
    this.pool = pool;
    this.plan = plan;
    this.masks = masks;
    this.requirements = new Requirements(pool, graph, masks, this::isRequested);
    this.selection = requirements.selection();
  }

  Outcome run() {
    for (Need need : plan.needs()) {
      if (need.isProvided()) {
        continue;
      }
      Node node = selection.select(need);
      if (node == null) {
        return new DeadEnd();
      }
      if (!add(node, new Edge(null, need, node, DependencyClass.RDEPEND))) {
        return failure;
      }
    }
    return walk() ? settle() : failure;
  }

  private boolean walk() {
    while (!open.isEmpty() || !waiting.isEmpty()) {
      while (!open.isEmpty()) {
        if (!addDependencies(open.pop())) {
          return false;
        }
      }
      if (!waiting.isEmpty()) {
        Waiting next = waiting.pop();
        if (!addNeeds(next.parent, next.dependencyClass, next.formulas)) {
          return false;
        }
      }
    }
    return true;
  }

  private Outcome settle() {
    if (!graph.slotConflicts().isEmpty()) {
      List<Node> again = SlotConflicts.solve(graph);
      selection.changed();
      again.forEach(open::push);
      if (!walk()) {
        return failure;
      }
    }
    List<List<SlotConflicts.Choice>> slots = new ArrayList<>();
    for (List<Node> conflict : graph.slotConflicts()) {
      List<SlotConflicts.Choice> choices = SlotConflicts.choices(conflict, graph, masks);
      if (!choices.isEmpty()) {
        slots.add(choices);
      }
    }
    Map<Node, Set<Node>> cycles = plan.ordered() ? Cycles.unbreakable(graph) : Map.of();
    if (!slots.isEmpty() || !cycles.isEmpty()) {
      boolean known = cycles.keySet().stream().anyMatch(masks.cycles()::containsKey);
      return known ? new DeadEnd() : new Conflicts(slots, cycles);
    }
    boolean blocked = blocks.stream().anyMatch(this::isViolated);
    return blocked || !graph.slotConflicts().isEmpty() ? new DeadEnd() : new Success(graph);
  }

  private boolean isViolated(Block block) {
    return graph.contains(block.parent)
        && graph.chosen(block.need.family).stream()
            .filter(block.need::matches)
            .anyMatch(n -> block.need.blocker == Blocker.STRONG || !n.sharesSlotWith(block.parent));
  }

  private boolean addDependencies(Node node) {
    if (!graph.contains(node)) {
      return true;
    }
    for (DependencyClass dependencyClass : plan.classes()) {
      var simple = new ArrayList<Formula>();
      var choices = new ArrayList<Formula>();
      for (Formula formula : node.dependencies(dependencyClass, pool)) {
        boolean isSimple = formula instanceof Leaf leaf && !leaf.need.family.virtual;
        (isSimple ? simple : choices).add(formula);
      }
      if (!choices.isEmpty()) {
        waiting.push(new Waiting(node, dependencyClass, choices));
      }
      if (!simple.isEmpty() && !addNeeds(node, dependencyClass, simple)) {
        return false;
      }
    }
    return true;
  }

  private boolean addNeeds(Node parent, DependencyClass dependencyClass, List<Formula> formulas) {
    if (!graph.contains(parent)) {
      return true;
    }
    var passed = new HashSet<Node>(Set.of(parent));
    var groups = requirements.select(formulas, parent);
    for (Map.Entry<Node, List<Leaf>> group : groups.entrySet()) {
      Node owner = group.getKey();
      if (!passed.contains(owner)) {
        continue;
      }
      DependencyClass as = owner == parent ? dependencyClass : DependencyClass.RDEPEND;
      for (Children.Pick pick : Children.pick(group.getValue(), selection, p -> displaces(p))) {
        Leaf leaf = pick.leaf();
        if (!addNeed(new Edge(owner, leaf.original, pick.node(), as))) {
          return false;
        }
        if (leaf.virtual != null && graph.contains(leaf.virtual)) {
          passed.add(leaf.virtual);
        }
      }
    }
    return true;
  }

  private boolean displaces(Children.Pick pick) {
    Node node = pick.node();
    Node chosen = node == null ? null : graph.lowestLike(node);
    return chosen != null && chosen != node && !pick.leaf().need.matches(chosen);
  }

  private boolean addNeed(Edge edge) {
    Node parent = edge.parent;
    if (edge.need.isBlocker()) {
      if (parent != null && !isSlotConflictLoser(parent)) {
        blocks.add(new Block(parent, edge.need));
      }
      return true;
    }
    Node child = edge.child == null ? selection.select(edge.need) : edge.child;
    if (child != null) {
      return add(child, edge);
    }
    failure = new DeadEnd();
    if (parent != null
        && selection.select(edge.need.withoutUse()) == null
        && !conflictedForNothing(edge.need)) {
      failure = new MissingDependency(parent);
    }
    return false;
  }

  private boolean isSlotConflictLoser(Node node) {
    List<Node> same = graph.chosen(node.family).stream().filter(node::sharesSlotWith).toList();
    return same.size() > 1 && same.getFirst() != node;
  }

  /// Whether a package that was masked only to try whether a conflict goes away would fit.
  private boolean conflictedForNothing(Need need) {
    return masks.packages().entrySet().stream()
        .anyMatch(
            e ->
                need.matches(e.getKey())
                    && e.getValue().isPresent()
                    && e.getValue().get().isEmpty());
  }

  private boolean add(Node wanted, Edge edge) {
    Node node = wanted;
    if (!node.satisfiesRequiredUse()) {
      failure = new DeadEnd();
      return false;
    }
    Node chosen = graph.lowestLike(node);
    if (chosen != null && chosen != node && edge.need.matches(chosen)) {
      node = chosen;
    }
    boolean isNew = !graph.contains(node);
    if (isNew) {
      graph.choose(node);
      selection.changed(node.family);
    }
    link(node, edge);
    for (Need need : plan.needs()) {
      if (isAskedFor(need, node)) {
        graph.add(node, null, Strength.RUNTIME);
        graph.addCause(node, new Cause(null, need));
      }
    }
    if (isNew) {
      open.push(node);
    }
    return true;
  }

  private void link(Node node, Edge edge) {
    Node parent = edge.parent;
    if (node != parent || edge.dependencyClass.isBuildTime()) {
      graph.add(node, parent, Strength.of(edge.dependencyClass, edge.need));
      graph.addCause(node, new Cause(parent, edge.need));
    }
  }

  private boolean isRequested(Node node) {
    return plan.needs().stream().anyMatch(need -> isAskedFor(need, node));
  }

  private boolean isAskedFor(Need need, Node node) {
    return need.matches(node) && !selection.prefersOtherSlot(need, node);
  }
}
