package dev.envc.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The packages chosen so far and who asked for them. Not thread-safe.
final class Graph {
  /// Why a package is there: who asked (null: the request) and for what.
  record Cause(@Nullable Node parent, Need need) {}

  private final Map<Node, Map<Node, Strength>> children = new LinkedHashMap<>();
  private final Map<Node, Set<Node>> parents = new HashMap<>();
  private final Set<Node> requested = new LinkedHashSet<>();
  private final Map<Family, List<Node>> chosen = new LinkedHashMap<>();

  /// The names of which more than one package is chosen, in the order in which that came about.
  private final Set<Family> several = new LinkedHashSet<>();

  private final Map<Node, SequencedSet<Cause>> causes = new HashMap<>();

  boolean contains(Node node) {
    return children.containsKey(node);
  }

  Collection<Node> nodes() {
    return children.keySet();
  }

  /// Adds a node, and the edge from its parent; `parent` null is the request.
  void add(Node node, @Nullable Node parent, Strength strength) {
    children.computeIfAbsent(node, _ -> new LinkedHashMap<>());
    parents.computeIfAbsent(node, _ -> new LinkedHashSet<>());
    if (parent == null) {
      requested.add(node);
    } else {
      children
          .computeIfAbsent(parent, _ -> new LinkedHashMap<>())
          .merge(node, strength, Strength::stronger);
      parents.computeIfAbsent(node, _ -> new LinkedHashSet<>()).add(parent);
    }
  }

  void addCause(Node node, Cause cause) {
    causes.computeIfAbsent(node, _ -> new LinkedHashSet<>()).add(cause);
  }

  SequencedSet<Cause> causes(Node node) {
    return causes.getOrDefault(node, new LinkedHashSet<>());
  }

  Map<Node, Strength> children(Node node) {
    return children.getOrDefault(node, Map.of());
  }

  boolean hasParents(Node node) {
    return requested.contains(node) || !parents.getOrDefault(node, Set.of()).isEmpty();
  }

  /// Chooses a node for its slot; two nodes of one slot are a conflict to be solved later.
  void choose(Node node) {
    List<Node> all = chosen.computeIfAbsent(node.family, _ -> new ArrayList<>(2));
    if (!all.contains(node)) {
      all.add(node);
      if (all.size() == 2) {
        several.add(node.family);
      }
    }
  }

  /// The chosen packages of a name, in order of choice.
  List<Node> chosen(Family family) {
    return chosen.getOrDefault(family, List.of());
  }

  /// All chosen packages, by name in order of choice.
  List<Node> chosen() {
    var all = new ArrayList<Node>();
    chosen.values().forEach(all::addAll);
    return all;
  }

  /// The highest chosen package in the slot of `like`.
  @Nullable Node highestLike(Node like) {
    Node highest = null;
    for (Node node : chosen(like.family)) {
      if (node.slot.equals(like.slot) && (highest == null || node.version >= highest.version)) {
        highest = node;
      }
    }
    return highest;
  }

  /// The lowest chosen package in the slot of `like`.
  @Nullable Node lowestLike(Node like) {
    Node lowest = null;
    for (Node node : chosen(like.family)) {
      if (node.slot.equals(like.slot) && (lowest == null || node.version < lowest.version)) {
        lowest = node;
      }
    }
    return lowest;
  }

  /// Whether a chosen package satisfies the need.
  boolean satisfies(Need need) {
    for (Node node : chosen(need.family)) {
      if (need.matches(node)) {
        return true;
      }
    }
    return false;
  }

  /// The slots that hold more than one package, each in order of choice; those of the name first
  /// that was first chosen a second time.
  List<List<Node>> slotConflicts() {
    var conflicts = new ArrayList<List<Node>>();
    for (Family family : several) {
      var slots = new LinkedHashMap<String, List<Node>>();
      chosen(family).forEach(n -> slots.computeIfAbsent(n.slot, _ -> new ArrayList<>()).add(n));
      slots.values().stream().filter(same -> same.size() > 1).forEach(conflicts::add);
    }
    return conflicts;
  }

  /// Removes a package and whatever only it asked for.
  void remove(Node node) {
    List<Node> orphans = new ArrayList<>(children(node).keySet());
    orphans.remove(node);
    for (Node child : orphans) {
      parents.getOrDefault(child, Set.of()).remove(node);
      causes(child).removeIf(cause -> cause.parent() == node);
    }
    for (Node parent : parents.getOrDefault(node, Set.of())) {
      children(parent).remove(node);
    }
    children.remove(node);
    parents.remove(node);
    requested.remove(node);
    causes.remove(node);
    List<Node> same = chosen.get(node.family);
    if (same != null && same.remove(node)) {
      if (same.size() == 1) {
        several.remove(node.family);
      } else if (same.isEmpty()) {
        chosen.remove(node.family);
      }
    }
    for (Node child : orphans) {
      if (contains(child) && !hasParents(child)) {
        remove(child);
      }
    }
  }
}
