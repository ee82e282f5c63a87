package dev.envc.resolve.check;

import dev.envc.pms.Atom;
import dev.envc.pms.DepSpec;
import dev.envc.pms.Eapi;
import dev.envc.pms.PackageFacts;
import dev.envc.pms.RequiredUse;
import java.util.List;
import java.util.Optional;

/// A package of a resolution, as the checker sees it.
///
/// @param buildTime the dependencies that have to be satisfied before it can be built
/// @param runTime those that have to be satisfied for it to be usable
/// @param later those that have to be satisfied at the end
public record CheckedPackage(
    PackageFacts facts,
    Eapi eapi,
    boolean visible,
    Optional<RequiredUse> requiredUse,
    List<DepSpec.AllOf<Atom>> buildTime,
    List<DepSpec.AllOf<Atom>> runTime,
    List<DepSpec.AllOf<Atom>> later) {
  public CheckedPackage {
    buildTime = List.copyOf(buildTime);
    runTime = List.copyOf(runTime);
    later = List.copyOf(later);
  }

  boolean uses(String flag) {
    return facts.hasFlag(flag) && facts.isEnabled(flag);
  }

  @Override
  public String toString() {
    return facts.cpv() + "::" + facts.repository();
  }
}
