package dev.envc.resolve;

import dev.envc.pms.RequiredUse;
import dev.envc.pms.UseDep;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Why a candidate cannot be chosen for a need by itself, whatever else is chosen, and what would
/// mend that.
///
/// @param text continues "cat/pkg-1.0 …"
/// @param remedies each a list of changes that together lift it; empty when no change of the
///   manifest can
record Rejection(String text, List<List<Change>> remedies) {

  /// The reason; empty when the candidate can be chosen.
  static Optional<Rejection> of(Need need, Node node) {
    var finding = new Finding(node.candidate);
    finding.masks();
    if (need.matchesOnlyWithoutUse(node)) {
      need.unmetUse(node).forEach(finding::use);
    }
    finding.requiredUse();
    return finding.texts.isEmpty() ? Optional.empty() : Optional.of(finding.rejection());
  }

  /// Collects what is against one candidate.
  private static final class Finding {
    private final Candidate candidate;
    final List<String> texts = new ArrayList<>();

    /// What has to change whatever is done about REQUIRED_USE.
    private final Set<Change> changes = new LinkedHashSet<>();

    /// Flags that have to change.
    private final Set<String> wanted = new LinkedHashSet<>();

    private List<List<Change>> flips = List.of(List.of());
    private boolean mendable = true;

    Finding(Candidate candidate) {
      this.candidate = candidate;
    }

    Rejection rejection() {
      List<List<Change>> remedies =
          flips.stream()
              .map(f -> Stream.concat(changes.stream(), f.stream()).distinct().toList())
              .toList();
      return new Rejection(String.join(", and ", texts), mendable ? remedies : List.of());
    }

    void masks() {
      for (Mask mask : candidate.masks()) {
        texts.add(
            "is "
                + mask.text()
                + mask.source().map(s -> " (" + s + ")").orElse("")
                + comment(mask));
        Optional<Change> change = remedy(mask, candidate);
        change.ifPresent(changes::add);
        mendable &= change.isPresent();
      }
    }

    void use(UseDep dep) {
      String flag = dep.flag();
      if (!candidate.hasFlag(flag)) {
        texts.add("has no USE flag `" + flag + "`");
        mendable = false;
        return;
      }
      String state =
          "has the USE flag `" + flag + "` " + (candidate.isEnabled(flag) ? "on" : "off");
      if (candidate.isFixed(flag)) {
        String place = candidate.fixedAt(flag).map(p -> " (" + p + ")").orElse("");
        texts.add(state + ", and the profile does not let it change" + place);
        mendable = false;
        return;
      }
      texts.add(state);
      wanted.add(flag);
      changes.add(new Change.SetUse(candidate.cpv(), flag, !candidate.isEnabled(flag)));
    }

    /// REQUIRED_USE with the flags as they would have to be.
    void requiredUse() {
      candidate.requiredUse().ifPresent(this::requiredUse);
    }

    private void requiredUse(RequiredUse required) {
      Optional<String> part =
          required.unsatisfiedPart(f -> candidate.isEnabled(f) != wanted.contains(f));
      if (part.isEmpty()) {
        return;
      }
      String changed = wanted.isEmpty() ? "does not" : "would, with that changed, not";
      texts.add(changed + " satisfy its REQUIRED_USE `" + part.get() + "`");
      flips = new RequiredUseFlips(candidate, required, wanted).smallest();
    }
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
}
