package dev.envc.resolve;

import dev.envc.pms.Atom;
import dev.envc.pms.DepSpec;
import dev.envc.pms.Eapi;
import dev.envc.pms.PackageFacts;
import dev.envc.pms.RequiredUse;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// One version of a package in one repository, with the USE flags the configuration gives it.
///
/// Implementations are immutable to the eye and may compute lazily.
public interface Candidate extends PackageFacts {
  Eapi eapi();

  /// The flags of the package's own IUSE, without defaults' signs.
  SortedSet<String> iuse();

  /// The enabled flags, within IUSE_EFFECTIVE.
  SortedSet<String> use();

  /// Whether profile or user force the flag on, so that changing USE does not turn it off.
  boolean isForced(String flag);

  /// Whether profile or user mask the flag, so that changing USE does not turn it on.
  boolean isMasked(String flag);

  /// Whether changing USE does not change the flag.
  default boolean isFixed(String flag) {
    return isEnabled(flag) ? isForced(flag) && !isMasked(flag) : isMasked(flag);
  }

  /// Where a flag that cannot be changed is forced or masked, as text; empty when unknown.
  default Optional<String> fixedAt(String flag) {
    return Optional.empty();
  }

  /// The dependencies of a class as the ebuild states them. PMS 8.1.
  DepSpec.AllOf<Atom> dependencies(DependencyClass dependencyClass);

  /// The constraint on USE; empty when there is none.
  Optional<RequiredUse> requiredUse();

  /// Every reason why this candidate is not visible; empty when it is visible.
  List<Mask> masks();

  /// `category/name-version::repository`.
  default String id() {
    return cpv() + "::" + repository();
  }
}
