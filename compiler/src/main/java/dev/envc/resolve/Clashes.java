package dev.envc.resolve;

import dev.envc.resolve.Formula.Leaf;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Says what makes two needs exclude each other that can each be had: a slot they both want, a
/// blocker, or dependencies of theirs that exclude each other.
record Clashes(CompleteSearch search) {
  /// How far dependencies are followed on the way to what excludes each other.
  private static final int MAX_DEPTH = 4;

  /// What stands between a candidate and a need; continues "cat/pkg-1.0 …". Empty when no single
  /// pair of dependencies tells.
  ///
  /// @param exact the need of exactly the candidate
  /// @param dependencies the dependencies of any candidate
  Optional<String> between(
      Node node, Need exact, Need other, Function<Node, List<Formula>> dependencies) {
    return new Following(dependencies).between(node, exact, other, MAX_DEPTH);
  }

  /// Why two needs exclude each other that can each be had: a whole clause. Empty when no single
  /// pair of dependencies tells.
  Optional<String> cause(Need one, Need other, Function<Node, List<Formula>> dependencies) {
    return slot(one, other)
        .or(
            () ->
                new Following(dependencies)
                    .below(one, other, MAX_DEPTH)
                    .or(() -> new Following(dependencies).below(other, one, MAX_DEPTH)));
  }

  boolean excludes(Need one, Need other) {
    return !one.isBlocker()
        && !other.isBlocker()
        && !one.isProvided()
        && !other.isProvided()
        && search.solve(List.of(one, other)).isEmpty();
  }

  /// Follows dependencies on both sides.
  private final class Following {
    private final Function<Node, List<Formula>> dependencies;

    Following(Function<Node, List<Formula>> dependencies) {
      this.dependencies = dependencies;
    }

    Optional<String> between(Node node, Need exact, Need other, int depth) {
      return slot(exact, other)
          .map(s -> "cannot stand beside `" + other.text + "`: " + s)
          .or(() -> blocking(node, exact, other))
          .or(() -> ownDependency(node, other, depth))
          .or(() -> theirDependency(node, exact, other, depth));
    }

    private Optional<String> blocking(Node node, Need exact, Need other) {
      for (Need own : direct(node)) {
        if (own.isBlocker() && hits(own, other)) {
          return Optional.of(
              "blocks `" + other.text + "`: its dependencies say `" + own.text + "`");
        }
      }
      return other.versions.stream()
          .flatMap(
              version ->
                  direct(version).stream()
                      .filter(theirs -> theirs.isBlocker() && hits(theirs, exact))
                      .map(
                          theirs ->
                              "is blocked by " + version + ", which says `" + theirs.text + "`"))
          .findFirst();
    }

    /// One of the candidate's dependencies that the other side excludes.
    private Optional<String> ownDependency(Node node, Need other, int depth) {
      for (Need own : direct(node)) {
        if (excludes(own, other)) {
          String rest =
              slot(own, other)
                  .map(s -> "which cannot stand beside `" + other.text + "`: " + s)
                  .or(() -> sameSlot(own, other))
                  .or(() -> below(own, other, depth).map(text -> "and " + text))
                  .orElse("which cannot stand beside `" + other.text + "`");
          return Optional.of("needs `" + own.text + "`, " + rest);
        }
      }
      return Optional.empty();
    }

    /// What stands between the highest version of a need and another need, as a whole clause.
    Optional<String> below(Need need, Need other, int depth) {
      return depth == 0
          ? Optional.empty()
          : need.versions.stream()
              .filter(v -> v.visible() && need.matches(v))
              .findFirst()
              .flatMap(
                  v -> between(v, need.exactly(v), other, depth - 1).map(text -> v + " " + text));
    }

    /// One of the other side's dependencies that excludes the candidate.
    private Optional<String> theirDependency(Node node, Need exact, Need other, int depth) {
      for (Node version : other.versions) {
        for (Need theirs : direct(version)) {
          if (depth > 0 && excludes(exact, theirs)) {
            return between(node, exact, theirs, depth - 1)
                .map(text -> text + "; " + version + " needs `" + theirs.text + "`");
          }
        }
      }
      return Optional.empty();
    }

    private Optional<String> sameSlot(Need own, Need other) {
      for (Node version : other.versions) {
        for (Need theirs : direct(version)) {
          Optional<String> slot = excludes(own, theirs) ? slot(own, theirs) : Optional.empty();
          if (slot.isPresent()) {
            return Optional.of("and " + version + " needs `" + theirs.text + "`: " + slot.get());
          }
        }
      }
      return Optional.empty();
    }

    private List<Need> direct(Node node) {
      return dependencies.apply(node).stream()
          .filter(Leaf.class::isInstance)
          .map(f -> ((Leaf) f).need)
          .toList();
    }
  }

  private static boolean hits(Need blocker, Need other) {
    return blocker.family == other.family
        && other.versions.stream().anyMatch(blocker.versions::contains);
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

  /// All needs that a formula names.
  static List<Need> needs(Formula formula) {
    return switch (formula) {
      case Leaf leaf -> List.of(leaf.need);
      case Formula.All(var parts) -> parts.stream().flatMap(p -> needs(p).stream()).toList();
      case Formula.Any(var parts) -> parts.stream().flatMap(p -> needs(p).stream()).toList();
    };
  }
}
