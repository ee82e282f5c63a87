package dev.envc.resolve;

import dev.envc.pms.Atom;
import dev.envc.pms.DepSpec;
import dev.envc.resolve.check.CheckedPackage;
import dev.envc.resolve.check.Checker;
import java.util.ArrayList;
import java.util.List;

/// Puts a resolution before the independent checker.
final class Verification {
  private Verification() {}

  /// The rules the resolution breaks; empty when it keeps all.
  static List<String> violations(Resolution resolution, Request request, Universe universe) {
    List<CheckedPackage> packages =
        resolution.packages().stream().map(c -> checked(c.candidate(), request)).toList();
    return Checker.violations(
        packages,
        request.wishes().stream().map(Wish::atom).toList(),
        universe::provided,
        request.question() == Question.BUILD);
  }

  private static CheckedPackage checked(Candidate candidate, Request request) {
    var buildTime = new ArrayList<DepSpec.AllOf<Atom>>();
    var runTime = new ArrayList<DepSpec.AllOf<Atom>>();
    var later = new ArrayList<DepSpec.AllOf<Atom>>();
    for (DependencyClass dependencyClass : request.classes()) {
      DepSpec.AllOf<Atom> spec = candidate.dependencies(dependencyClass);
      switch (dependencyClass) {
        case DEPEND, BDEPEND -> buildTime.add(spec);
        case RDEPEND, IDEPEND -> runTime.add(spec);
        case PDEPEND -> later.add(spec);
      }
    }
    return new CheckedPackage(
        candidate,
        candidate.eapi(),
        candidate.masks().isEmpty(),
        candidate.requiredUse(),
        buildTime,
        runTime,
        later);
  }
}
