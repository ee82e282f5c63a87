package dev.envc.resolve;

import java.util.List;
import java.util.Optional;

/// A set of packages that satisfies the request, in an order of merging: dependencies first,
/// PDEPEND late, packages that need each other together.
public record Resolution(List<Chosen> packages) implements Outcome {

  /// A package of the resolution, and everybody who needs it.
  public record Chosen(Candidate candidate, List<Reason> reasons) {
    public Chosen {
      reasons = List.copyOf(reasons);
    }
  }

  /// Who needs a package and with what atom; without requester it is a wish of the request, and
  /// `origin` says whose.
  public record Reason(Optional<Candidate> requester, String origin, String atom) {}

  public Resolution {
    packages = List.copyOf(packages);
  }
}
