package dev.envc.resolve;

import dev.envc.resolve.Formula.Leaf;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Chooses among the alternatives of any-of groups as Portage does: what is already chosen first,
/// then what is available, in the ebuild's order; with a preference for upgrades between
/// alternatives that name the same package. Not thread-safe.
final class Alternatives {
  private final Graph graph;
  private final Selection selection;
  private final Masks masks;
  private final Wishes wishes;

  Alternatives(Graph graph, Selection selection, Masks masks, Wishes wishes) {
    this.graph = graph;
    this.selection = selection;
    this.masks = masks;
    this.wishes = wishes;
  }

  /// Tells which packages the request itself asks for.
  interface Wishes {
    boolean asksFor(Node node);
  }

  /// Who depends, while alternatives are weighed.
  ///
  /// @param parent the package; null when the request asks
  /// @param virtual the virtual package the dependencies come through; null when there is none
  record Asker(@Nullable Node parent, @Nullable Node virtual) {}

  /// The needs to satisfy for all of `formulas`, without those that are provided.
  List<Leaf> reduce(List<Formula> formulas, Asker asker, boolean fewestSlots) {
    var result = new ArrayList<Leaf>();
    for (Formula formula : formulas) {
      if (!isProvided(formula)) {
        reduce(formula, asker, fewestSlots, result);
      }
    }
    return result;
  }

  private void reduce(Formula formula, Asker asker, boolean fewestSlots, List<Leaf> result) {
    switch (formula) {
      case Leaf leaf -> result.add(leaf);
      case Formula.All(var parts) -> result.addAll(reduce(parts, asker, fewestSlots));
      case Formula.Any(var alternatives) -> result.addAll(choose(alternatives, asker, fewestSlots));
    }
  }

  private static boolean isProvided(Formula formula) {
    return switch (formula) {
      case Leaf leaf -> leaf.need.isProvided();
      case Formula.All(var parts) -> parts.stream().allMatch(Alternatives::isProvided);
      case Formula.Any(var parts) -> parts.stream().anyMatch(Alternatives::isProvided);
    };
  }

  private List<Leaf> choose(List<Formula> alternatives, Asker asker, boolean fewestSlots) {
    var bins = new EnumMap<Alternative.Bin, List<Alternative>>(Alternative.Bin.class);
    for (Formula formula : alternatives) {
      Alternative alternative = weigh(reduce(List.of(formula), asker, fewestSlots), asker);
      bins.computeIfAbsent(alternative.bin, _ -> new ArrayList<>()).add(alternative);
    }
    bins.values().forEach(bin -> AlternativeOrder.sort(bin, fewestSlots));
    List<Alternative> ordered = bins.values().stream().flatMap(List::stream).toList();
    return ordered.stream()
        .filter(a -> a.available)
        .findFirst()
        .orElseGet(ordered::getFirst)
        .leaves;
  }

  private Alternative weigh(List<Leaf> leaves, Asker asker) {
    var result = new Alternative(leaves);
    boolean downgrade = false;
    boolean useFits = true;
    boolean useChangeable = true;
    var inSlot = new HashMap<Need, List<Need>>();
    for (Leaf leaf : leaves) {
      Need need = leaf.need;
      if (need.isBlocker()) {
        continue;
      }
      Node best = last(selection.available(need.withoutUse()));
      if (best == null) {
        result.available = false;
        break;
      }
      downgrade |= isConflictingDowngrade(best);
      if (need.asksUse) {
        Node fitting = last(selection.available(need));
        if (fitting == null) {
          useFits = false;
          useChangeable &= need.fit(best) != Need.Fit.FIXED_FLAG;
        } else {
          best = fitting;
        }
      }
      downgrade |= isDowngrade(best);
      note(result, need, best, inSlot);
    }
    countSlots(result, asker);
    result.bin =
        result.available
            ? bin(result, asker, downgrade, useFits, useChangeable)
            : Alternative.Bin.OTHER;
    return result;
  }

  private static @Nullable Node last(List<Node> nodes) {
    return nodes.isEmpty() ? null : nodes.getLast();
  }

  /// Whether the package is a lower version of a slot that is in conflict already.
  private boolean isConflictingDowngrade(Node node) {
    int inSlot = 0;
    for (Node chosen : graph.chosen(node.family)) {
      if (chosen.slot.equals(node.slot)) {
        inSlot++;
      }
    }
    Node highest = graph.highestLike(node);
    return inSlot > 1 && highest != null && node.version < highest.version;
  }

  /// Whether a higher version of the slot is chosen already.
  private boolean isDowngrade(Node node) {
    Node highest = last(selection.available(node.family.slot(node.slot)));
    return highest != null && node.version < highest.version && graph.contains(highest);
  }

  private static void note(Alternative result, Need need, Node node, Map<Need, List<Need>> inSlot) {
    Need slot = node.family.slot(node.slot);
    result.slots.put(slot, node);
    List<Need> together = inSlot.computeIfAbsent(slot, _ -> new ArrayList<>());
    together.add(need);
    Node previous = result.packages.get(node.family);
    boolean fits = false;
    boolean previousFits = false;
    if (previous != null && previous.slot.equals(node.slot)) {
      fits = together.stream().allMatch(n -> n.matches(node));
      previousFits = together.stream().allMatch(n -> n.matches(previous));
      if (previousFits && !fits) {
        return;
      }
    }
    if (previous == null || node.version > previous.version || (fits && !previousFits)) {
      result.packages.put(node.family, node);
    }
  }

  private void countSlots(Alternative result, Asker asker) {
    result.slots.forEach(
        (slot, node) -> {
          if (asker.parent() != null && wishes.asksFor(node)) {
            result.wanted = true;
          }
          if (!slot.family.virtual && !graph.satisfies(slot)) {
            result.newSlots++;
          }
        });
  }

  private Alternative.Bin bin(
      Alternative result, Asker asker, boolean downgrade, boolean useFits, boolean useChangeable) {
    result.free = result.leaves.stream().allMatch(l -> l.need.isBlocker() || l.need.family.virtual);
    if (downgrade) {
      return Alternative.Bin.OTHER;
    }
    result.chosen =
        result.leaves.stream()
            .map(leaf -> leaf.need)
            .allMatch(n -> n.isBlocker() || n.family.virtual || graph.satisfies(n));
    if (closesCycle(result.leaves, asker)) {
      return Alternative.Bin.OTHER;
    }
    if (useFits) {
      return result.chosen || result.free ? Alternative.Bin.CHOSEN : Alternative.Bin.AVAILABLE;
    }
    if (!useChangeable) {
      return Alternative.Bin.OTHER;
    }
    if (result.chosen) {
      return Alternative.Bin.USE_CHOSEN;
    }
    return result.free ? Alternative.Bin.USE_FREE : Alternative.Bin.USE_AVAILABLE;
  }

  private boolean closesCycle(List<Leaf> leaves, Asker asker) {
    var avoid = new HashSet<Node>();
    if (asker.parent() != null) {
      avoid.addAll(masks.cycles().getOrDefault(asker.parent(), Set.of()));
    }
    if (asker.virtual() != null) {
      avoid.addAll(masks.cycles().getOrDefault(asker.virtual(), Set.of()));
    }
    return !avoid.isEmpty()
        && leaves.stream()
            .anyMatch(l -> !l.need.isBlocker() && avoid.stream().anyMatch(l.need::matches));
  }
}
