package dev.envc.resolve;

import dev.envc.resolve.Formula.Leaf;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Says what makes two needs exclude each other that can each be had: a slot they both want, a
/// blocker, or dependencies of theirs that exclude each other.
record Clashes(CompleteSearch search) {

  /// What stands between a candidate and a need; continues "cat/pkg-1.0 …". Empty when no single
  /// pair of dependencies tells.
  ///
  /// @param formulas the candidate's dependencies
  /// @param exact the need of exactly the candidate
  /// @param dependencies the dependencies of any candidate
  Optional<String> between(
      List<Formula> formulas, Need exact, Need other, Function<Node, List<Formula>> dependencies) {
    Optional<String> slot = slot(exact, other);
    if (slot.isPresent()) {
      return Optional.of("cannot stand beside `" + other.text + "`: " + slot.get());
    }
    for (Need own : direct(formulas)) {
      if (own.isBlocker() && hits(own, other)) {
        return Optional.of("blocks `" + other.text + "`: its dependencies say `" + own.text + "`");
      }
      if (!own.isBlocker() && excludes(own, other)) {
        return Optional.of("needs `" + own.text + "`, " + opponent(own, other, dependencies));
      }
    }
    return other.versions.stream()
        .flatMap(
            node ->
                direct(dependencies.apply(node)).stream()
                    .filter(theirs -> theirs.isBlocker() && hits(theirs, exact))
                    .map(theirs -> "is blocked by " + node + ", which says `" + theirs.text + "`"))
        .findFirst();
  }

  /// What of the other side stands against one of the candidate's dependencies.
  private String opponent(Need own, Need other, Function<Node, List<Formula>> dependencies) {
    for (Node node : other.versions) {
      for (Need theirs : direct(dependencies.apply(node))) {
        if (!theirs.isBlocker() && excludes(own, theirs)) {
          return "and "
              + node
              + " needs `"
              + theirs.text
              + "`"
              + slot(own, theirs).map(s -> ": " + s).orElse("");
        }
      }
    }
    return "which cannot stand beside `"
        + other.text
        + "`"
        + slot(own, other).map(s -> ": " + s).orElse("");
  }

  private boolean excludes(Need one, Need other) {
    return !one.isProvided() && !other.isProvided() && search.solve(List.of(one, other)).isEmpty();
  }

  private static boolean hits(Need blocker, Need other) {
    return other.versions.stream().anyMatch(blocker.versions::contains);
  }

  /// Both can only be had in one slot, by other versions.
  private static Optional<String> slot(Need one, Need other) {
    boolean same =
        one.family == other.family
            && one.versions.stream().noneMatch(other.versions::contains)
            && one.versions.stream()
                .anyMatch(n -> other.versions.stream().anyMatch(n::sharesSlotWith));
    return same
        ? Optional.of("both want the slot `" + one.versions.getFirst().slot + "`")
        : Optional.empty();
  }

  private static List<Need> direct(List<Formula> formulas) {
    return formulas.stream().filter(Leaf.class::isInstance).map(f -> ((Leaf) f).need).toList();
  }

  /// All needs that a formula names.
  static List<Need> needs(Formula formula) {
    return switch (formula) {
      case Leaf leaf -> List.of(leaf.need);
      case Formula.All(var parts) -> parts.stream().flatMap(p -> needs(p).stream()).toList();
      case Formula.Any(var parts) -> parts.stream().flatMap(p -> needs(p).stream()).toList();
    };
  }
}
