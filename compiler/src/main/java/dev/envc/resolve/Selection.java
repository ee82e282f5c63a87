package dev.envc.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Chooses the package for a need: the one already there if it fits, else the highest visible
/// version. Not thread-safe.
final class Selection {
  /// Tells whether all that a virtual package asks for can be had.
  interface VirtualProbe {
    boolean canBeHad(Node virtual);
  }

  private final Graph graph;
  private final Masks masks;
  private final VirtualProbe virtuals;
  private final Map<Need, Optional<Node>> selected = new HashMap<>();
  private final Map<Family, List<Need>> selectedOf = new HashMap<>();
  private final Map<Need, List<Node>> available = new HashMap<>();
  private final Map<Family, Set<Node>> seen = new HashMap<>();

  Selection(Graph graph, Masks masks, VirtualProbe virtuals) {
    this.graph = graph;
    this.masks = masks;
    this.virtuals = virtuals;
  }

  /// Forgets what depends on the chosen packages of a name. To be called after each choice.
  void changed(Family family) {
    List<Need> stale = selectedOf.remove(family);
    if (stale != null) {
      stale.forEach(selected::remove);
    }
    available.clear();
  }

  /// Forgets everything that depends on the chosen packages.
  void changed() {
    selected.clear();
    selectedOf.clear();
    available.clear();
  }

  /// The package to take for a need; null when none fits.
  @Nullable Node select(Need need) {
    Optional<Node> known = selected.get(need);
    if (known == null) {
      known = Optional.ofNullable(choose(need));
      known.ifPresent(n -> seen.computeIfAbsent(n.family, _ -> new LinkedHashSet<>()).add(n));
      selected.put(need, known);
      selectedOf.computeIfAbsent(need.family, _ -> new ArrayList<>()).add(need);
    }
    return known.orElse(null);
  }

  private @Nullable Node choose(Need need) {
    Node highest = firstFit(need);
    if (highest == null) {
      return null;
    }
    Node existing = graph.highestLike(highest);
    if (existing != null && existing != highest && need.matches(existing)) {
      return existing;
    }
    return highest;
  }

  /// The highest visible version that fits. When a version could be had only with other USE flags,
  /// lower ones are no answer: the user has to decide.
  private @Nullable Node firstFit(Need need) {
    for (Node node : need.versions) {
      if (masks.contains(node) || !isVisible(node)) {
        continue;
      }
      switch (need.fit(node)) {
        case YES -> {
          return node;
        }
        case OTHER_FLAG -> {
          return null;
        }
        case NO, MISSING_FLAG, FIXED_FLAG -> {}
      }
    }
    return null;
  }

  private boolean isVisible(Node node) {
    return node.visible() || graph.contains(node);
  }

  /// The packages that may be taken for a need when alternatives are weighed, lowest first: at most
  /// one, but one of each slot for a virtual package.
  List<Node> available(Need need) {
    List<Node> known = available.get(need);
    if (known == null) {
      known = findAvailable(need);
      available.put(need, known);
    }
    return known;
  }

  private List<Node> findAvailable(Need need) {
    Node best = select(need);
    if (best == null) {
      return List.of();
    }
    boolean usable = isUsable(best, need, true);
    if (!need.family.virtual || need.namesSubslot) {
      return usable ? List.of(best) : List.of();
    }
    var result = new ArrayList<Node>();
    if (usable) {
      result.add(best);
    }
    for (Node like : slots(need).values()) {
      if (usable && like.candidate.slot().equals(best.candidate.slot())) {
        continue;
      }
      Node other = select(need.within(like));
      if (other != null && !result.contains(other) && isUsable(other, need, false)) {
        result.add(other);
      }
    }
    result.sort((a, b) -> Integer.compare(a.rank, b.rank));
    return result;
  }

  private static SequencedMap<String, Node> slots(Need need) {
    var slots = new LinkedHashMap<String, Node>();
    for (Node node : need.versions) {
      if (need.matches(node)) {
        slots.putIfAbsent(
            node.candidate.slot().slot() + "/" + node.candidate.slot().subslot(), node);
      }
    }
    return slots;
  }

  private boolean isUsable(Node node, Need need, boolean avoidSlotConflict) {
    if (node.isVirtual() && !virtuals.canBeHad(node)) {
      return false;
    }
    if (!avoidSlotConflict) {
      return true;
    }
    Node chosen = graph.highestLike(node);
    if (chosen == null) {
      Node highest = select(node.family.slot(node.slot));
      return highest == null || node.version >= highest.version || !need.matches(highest);
    }
    return chosen == node || !need.matches(chosen);
  }

  /// Whether a higher version in another slot was looked at as an answer to `need`. A wish of the
  /// request then means that one and not `node`.
  boolean prefersOtherSlot(Need need, Node node) {
    for (Node other : seen.getOrDefault(node.family, Set.of())) {
      if (other.version > node.version && !other.slot.equals(node.slot) && need.matches(other)) {
        return true;
      }
    }
    return false;
  }
}
