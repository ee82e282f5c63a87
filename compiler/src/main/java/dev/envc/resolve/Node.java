package dev.envc.resolve;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A candidate in a pool.
final class Node {
  final Candidate candidate;
  final Family family;

  /// The place among the candidates of its name, lowest first.
  final int rank;

  /// As [#rank], but equal for equal versions.
  final int version;

  /// The slot's name without sub-slot.
  final String slot;

  private final Map<DependencyClass, List<Formula>> dependencies =
      new EnumMap<>(DependencyClass.class);
  private int requiredUse;
  private @Nullable Need exact;

  Node(Candidate candidate, Family family, int rank, int version) {
    this.candidate = candidate;
    this.family = family;
    this.rank = rank;
    this.version = version;
    this.slot = candidate.slot().slot();
  }

  /// What the class asks for under the candidate's USE flags.
  List<Formula> dependencies(DependencyClass dependencyClass, Pool pool) {
    List<Formula> known = dependencies.get(dependencyClass);
    if (known == null) {
      known = pool.compile(this, dependencyClass);
      dependencies.put(dependencyClass, known);
    }
    return known;
  }

  void forgetDependencies() {
    dependencies.clear();
  }

  /// The need for exactly this candidate.
  Need exactly() {
    if (exact == null) {
      exact = Need.of(family, "=" + this, other -> other == this ? Need.Fit.YES : Need.Fit.NO);
    }
    return exact;
  }

  /// Most candidates are never looked at: whether one is visible takes reading all its metadata.
  boolean visible() {
    return candidate.masks().isEmpty();
  }

  /// Whether it may be chosen at all.
  boolean eligible() {
    return visible() && satisfiesRequiredUse();
  }

  boolean satisfiesRequiredUse() {
    if (requiredUse == 0) {
      requiredUse = holds(candidate) ? 1 : 2;
    }
    return requiredUse == 1;
  }

  private static boolean holds(Candidate candidate) {
    return candidate.requiredUse().map(r -> r.isSatisfied(candidate::isEnabled)).orElse(true);
  }

  boolean sharesSlotWith(Node other) {
    return family == other.family && slot.equals(other.slot);
  }

  boolean isVirtual() {
    return family.virtual;
  }

  @Override
  public String toString() {
    return candidate.id();
  }
}
