package dev.envc.resolve;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What earlier attempts taught: packages not to choose, and alternatives that closed a cycle.
/// Immutable.
///
/// @param packages packages not to choose; the value says with which wishes each was in conflict,
///   empty optional when one of its dependencies cannot be satisfied
/// @param cycles for a package, what it should not choose as an alternative
record Masks(Map<Node, Optional<Set<Graph.Cause>>> packages, Map<Node, Set<Node>> cycles) {
  static final Masks NONE = new Masks(Map.of(), Map.of());

  boolean contains(Node node) {
    return packages.containsKey(node);
  }

  Masks with(Map<Node, Optional<Set<Graph.Cause>>> more) {
    var all = new LinkedHashMap<>(packages);
    all.putAll(more);
    return new Masks(all, cycles);
  }

  Masks withCycles(Map<Node, Set<Node>> more) {
    var all = new HashMap<Node, Set<Node>>();
    cycles.forEach((node, parents) -> all.put(node, new HashSet<>(parents)));
    more.forEach(
        (node, parents) -> all.computeIfAbsent(node, _ -> new HashSet<>()).addAll(parents));
    return new Masks(packages, all);
  }

  /// Whether each mask still has a reason: a conflict whose other side is masked too is none.
  boolean isConsistent() {
    return packages.values().stream().allMatch(this::isJustified);
  }

  private boolean isJustified(Optional<Set<Graph.Cause>> reason) {
    return reason.isEmpty()
        || reason.get().isEmpty()
        || reason.get().stream().anyMatch(c -> c.parent() == null || !contains(c.parent()));
  }
}
