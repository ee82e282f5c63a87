package dev.envc.resolve;

import dev.envc.resolve.Graph.Cause;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Slots claimed by more than one package.
final class SlotConflicts {
  /// Packages not to choose in the next walk, each with the wishes it did not satisfy; the last one
  /// is the one in conflict, those before are versions that fare no better.
  record Choice(SequencedMap<Node, Optional<Set<Cause>>> masks) {
    int unsatisfied() {
      return masks.lastEntry().getValue().map(Set::size).orElse(0);
    }
  }

  private SlotConflicts() {}

  /// Removes from the graph every package in conflict that nobody needs, where one of its slot
  /// satisfies all. Returns the packages whose dependencies are to be looked at again.
  static List<Node> solve(Graph graph) {
    List<List<Node>> conflicts = graph.slotConflicts();
    var involved = new LinkedHashSet<Node>();
    conflicts.forEach(involved::addAll);
    Set<Node> indirect = onlyNeededBy(involved, graph);
    Set<Node> kept = new Keeping(graph, conflicts, involved, indirect).kept();
    var again = new LinkedHashSet<Node>();
    for (Node node : involved) {
      if (!kept.contains(node)) {
        graph.causes(node).stream()
            .map(Cause::parent)
            .filter(
                parent -> parent != null && (!involved.contains(parent) || kept.contains(parent)))
            .forEach(again::add);
        if (graph.contains(node)) {
          graph.remove(node);
        }
      }
    }
    again.addAll(kept);
    again.removeIf(node -> !graph.contains(node));
    return List.copyOf(again);
  }

  /// The packages that are there only because of packages in conflict.
  private static Set<Node> onlyNeededBy(Set<Node> involved, Graph graph) {
    var indirect = new LinkedHashSet<Node>();
    Deque<Node> open = new ArrayDeque<>();
    involved.forEach(node -> open.addAll(graph.children(node).keySet()));
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (involved.contains(node) || indirect.contains(node)) {
        continue;
      }
      boolean only =
          graph.causes(node).stream()
              .map(Cause::parent)
              .allMatch(p -> p != null && (involved.contains(p) || indirect.contains(p)));
      if (only) {
        indirect.add(node);
        open.addAll(graph.children(node).keySet());
      }
    }
    return indirect;
  }

  /// Finds which packages in conflict have to stay.
  private static final class Keeping {
    private final Graph graph;
    private final Set<Node> involved;
    private final Set<Node> indirect;

    /// What each package (null: everything outside of the conflicts) needs, as sets of packages any
    /// one of which will do.
    private final Map<@Nullable Node, Set<List<Node>>> needs = new LinkedHashMap<>();

    private final Set<Node> kept = new LinkedHashSet<>();
    private final Set<Node> open = new LinkedHashSet<>();
    private final Set<List<Node>> choices = new LinkedHashSet<>();
    private final Set<Node> protectedNodes = new LinkedHashSet<>();

    Keeping(Graph graph, List<List<Node>> conflicts, Set<Node> involved, Set<Node> indirect) {
      this.graph = graph;
      this.involved = involved;
      this.indirect = indirect;
      conflicts.forEach(this::note);
      for (Node node : indirect) {
        graph.causes(node).forEach(cause -> note(cause.parent(), List.of(node)));
      }
    }

    private void note(List<Node> conflict) {
      var causes = new LinkedHashSet<Cause>();
      conflict.forEach(node -> causes.addAll(graph.causes(node)));
      for (Cause cause : causes) {
        List<Node> matching = conflict.stream().filter(cause.need()::matches).toList();
        if (matching.isEmpty()) {
          protectedNodes.addAll(conflict);
        } else {
          note(cause.parent(), matching);
        }
      }
    }

    private void note(@Nullable Node parent, List<Node> anyOf) {
      boolean inside = parent != null && (involved.contains(parent) || indirect.contains(parent));
      needs.computeIfAbsent(inside ? parent : null, _ -> new LinkedHashSet<>()).add(anyOf);
    }

    Set<Node> kept() {
      kept.addAll(protectedNodes);
      explore(null);
      do {
        while (!open.isEmpty()) {
          Node next = open.iterator().next();
          open.remove(next);
          explore(next);
        }
      } while (chooseOne());
      Deque<Node> stack = new ArrayDeque<>(kept);
      while (!stack.isEmpty()) {
        for (List<Node> anyOf : needs.getOrDefault(stack.pop(), Set.of())) {
          if (anyOf.size() == 1 && kept.add(anyOf.getFirst())) {
            stack.push(anyOf.getFirst());
          }
        }
      }
      return kept;
    }

    private void explore(@Nullable Node node) {
      for (List<Node> anyOf : needs.getOrDefault(node, Set.of())) {
        if (anyOf.size() > 1) {
          choices.add(anyOf);
        } else if (kept.add(anyOf.getFirst())) {
          open.add(anyOf.getFirst());
        }
      }
    }

    private boolean chooseOne() {
      for (List<Node> anyOf : List.copyOf(choices)) {
        choices.remove(anyOf);
        if (anyOf.stream().noneMatch(kept::contains)) {
          kept.add(anyOf.getFirst());
          open.add(anyOf.getFirst());
          return true;
        }
      }
      return false;
    }
  }

  /// What not to choose to avoid a conflict, least promising choice first; empty when every package
  /// in it satisfies every wish.
  static List<Choice> choices(List<Node> conflict, Graph graph, Masks masks) {
    var all = new LinkedHashSet<Cause>();
    conflict.forEach(node -> all.addAll(graph.causes(node)));
    var losers = new ArrayList<Node>();
    for (Node node : conflict) {
      if (!unsatisfied(node, all).isEmpty()) {
        losers.add(node);
      }
    }
    if (losers.isEmpty()) {
      return List.of();
    }
    Node lowest = graph.lowestLike(conflict.getFirst());
    if (lowest != null && !losers.contains(lowest)) {
      losers.add(lowest);
    }
    losers.sort(Comparator.comparingInt((Node node) -> node.rank).reversed());
    var result = new ArrayList<Choice>();
    for (Node loser : losers) {
      result.add(choice(loser, losers, unsatisfied(loser, all), masks, graph));
    }
    result.sort(Comparator.comparingInt(Choice::unsatisfied));
    return result;
  }

  private static Set<Cause> unsatisfied(Node node, Set<Cause> causes) {
    var result = new HashSet<Cause>();
    for (Cause cause : causes) {
      if (!cause.need().matches(node)) {
        result.add(cause);
      }
    }
    return result;
  }

  private static Choice choice(
      Node loser, List<Node> losers, Set<Cause> wishes, Masks masks, Graph graph) {
    var result = new LinkedHashMap<Node, Optional<Set<Cause>>>();
    for (Node similar : loser.family.nodes.reversed()) {
      boolean eligible =
          similar.sharesSlotWith(loser)
              && !losers.contains(similar)
              && !masks.contains(similar)
              && (similar.visible() || graph.contains(similar));
      Set<Cause> unmet = eligible ? unsatisfied(similar, wishes) : Set.of();
      if (!unmet.isEmpty()) {
        result.put(similar, Optional.of(unmet));
      }
    }
    result.put(loser, Optional.of(wishes));
    return new Choice(result);
  }
}
