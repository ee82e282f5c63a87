package dev.envc.resolve;

import dev.envc.pms.UseDep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Why a candidate cannot be chosen for a need by itself, whatever else is chosen, and what would
/// mend that.
///
/// @param text continues "cat/pkg-1.0 …"
/// @param remedy the changes that together lift it; empty when no change of the manifest can
record Rejection(String text, List<Change> remedy) {

  /// The reason; empty when the candidate can be chosen.
  static Optional<Rejection> of(Need need, Node node) {
    var texts = new ArrayList<String>();
    var remedy = new ArrayList<Change>();
    boolean mendable = true;
    for (Mask mask : node.candidate.masks()) {
      texts.add(
          "is " + mask.text() + mask.source().map(s -> " (" + s + ")").orElse("") + comment(mask));
      Optional<Change> change = remedy(mask, node.candidate);
      change.ifPresent(remedy::add);
      mendable &= change.isPresent();
    }
    if (need.matchesOnlyWithoutUse(node)) {
      for (UseDep dep : need.unmetUse(node)) {
        texts.add(use(dep, need.fit(node), node));
        mendable &= need.fit(node) == Need.Fit.OTHER_FLAG;
        remedy.add(
            new Change.SetUse(
                node.candidate.cpv(), dep.flag(), !node.candidate.isEnabled(dep.flag())));
      }
    }
    if (!node.satisfiesRequiredUse()) {
      String part =
          node.candidate
              .requiredUse()
              .flatMap(r -> r.unsatisfiedPart(node.candidate::isEnabled))
              .orElse("");
      texts.add("does not satisfy its REQUIRED_USE `" + part + "`");
      List<Change> flips = flips(node.candidate);
      remedy.addAll(flips);
      mendable &= !flips.isEmpty();
    }
    return texts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Rejection(
                String.join(", and ", texts),
                mendable ? remedy.stream().distinct().toList() : List.of()));
  }

  private static String comment(Mask mask) {
    return mask.comment()
        .map(c -> ": “" + c.lines().map(String::strip).collect(Collectors.joining(" ")) + "”")
        .orElse("");
  }

  private static Optional<Change> remedy(Mask mask, Candidate candidate) {
    return switch (mask.kind()) {
      case PACKAGE_MASK -> Optional.of(new Change.Unmask(candidate.cpv()));
      case KEYWORDS -> mask.remedy().map(k -> new Change.AcceptKeyword(candidate.cpv(), k));
      case LICENSE -> mask.remedy().map(l -> new Change.AcceptLicense(candidate.cpv(), l));
      case PROPERTIES, RESTRICT, EAPI, INVALID -> Optional.empty();
    };
  }

  private static String use(UseDep dep, Need.Fit fit, Node node) {
    if (!node.candidate.hasFlag(dep.flag())) {
      return "has no USE flag `" + dep.flag() + "`";
    }
    String state = node.candidate.isEnabled(dep.flag()) ? "on" : "off";
    String fixed = fit == Need.Fit.FIXED_FLAG ? ", and the profile does not let it change" : "";
    return "has the USE flag `" + dep.flag() + "` " + state + fixed;
  }

  /// One flag whose change satisfies REQUIRED_USE; empty when one is not enough.
  private static List<Change> flips(Candidate candidate) {
    var required = candidate.requiredUse().orElseThrow();
    for (String flag : required.flags()) {
      boolean fixed =
          candidate.isEnabled(flag) ? candidate.isForced(flag) : candidate.isMasked(flag);
      boolean holds = required.isSatisfied(f -> f.equals(flag) != candidate.isEnabled(f));
      if (!fixed && holds) {
        return List.of(new Change.SetUse(candidate.cpv(), flag, !candidate.isEnabled(flag)));
      }
    }
    return List.of();
  }
}
