package dev.envc.resolve;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tells which needs cannot be satisfied whatever else is chosen. Not thread-safe.
final class Hopeless {
  private final CompleteSearch search;
  private final Map<Need, Boolean> known = new HashMap<>();

  Hopeless(CompleteSearch search) {
    this.search = search;
  }

  boolean test(Need need) {
    return !need.isBlocker()
        && !need.isProvided()
        && known.computeIfAbsent(need, n -> search.solve(List.of(n)).isEmpty());
  }

  boolean test(Formula formula) {
    return switch (formula) {
      case Formula.Leaf leaf -> test(leaf.need);
      case Formula.All(var parts) -> parts.stream().anyMatch(this::test) || excludeEachOther(parts);
      case Formula.Any(var parts) -> parts.stream().allMatch(this::test);
    };
  }

  /// Whether no version can be chosen for reasons of its own: it is not there, masked, or its flags
  /// do not fit.
  static boolean isRoot(Formula formula) {
    return switch (formula) {
      case Formula.Leaf leaf -> isRoot(leaf.need);
      case Formula.All(var parts) -> parts.stream().anyMatch(Hopeless::isRoot);
      case Formula.Any(var parts) -> parts.stream().allMatch(Hopeless::isRoot);
    };
  }

  private static boolean isRoot(Need need) {
    return !need.isBlocker()
        && !need.isProvided()
        && need.versions.stream().allMatch(node -> Rejection.of(need, node).isPresent());
  }

  private boolean excludeEachOther(List<Formula> parts) {
    List<Need> needs =
        parts.stream()
            .filter(Formula.Leaf.class::isInstance)
            .map(f -> ((Formula.Leaf) f).need)
            .filter(n -> !n.isBlocker())
            .toList();
    return search.solve(needs).isEmpty();
  }
}
