package dev.envc.check;

import dev.envc.ast.Scalar;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.model.PackageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The packages asked for.
final class PackageRules implements RuleGroup<PackageRules.Requests> {
  private final Leaves leaves;

  PackageRules(Leaves leaves) {
    this.leaves = leaves;
  }

  /// The packages, and whether the system set is among them.
  record Requests(List<PackageRequest> packages, boolean systemSet) {}

  @Override
  public Set<ManifestCode> codes() {
    return Set.of();
  }

  @Override
  public Requests check(View environment) {
    var packages = new ArrayList<PackageRequest>();
    boolean system = false;
    for (View item : environment.views("packages")) {
      Scalar atom = item.scalar("atom").orElse(null);
      if (atom == null) {
        continue;
      }
      if (atom.text().equals("@system")) {
        system = true;
      } else {
        leaves
            .packages
            .atom(atom)
            .ifPresent(a -> packages.add(new PackageRequest(a, item.text("because"), atom.span())));
      }
    }
    return new Requests(packages, system);
  }
}
