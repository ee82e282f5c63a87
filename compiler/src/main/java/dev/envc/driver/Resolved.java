package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.resolve.Candidate;
import dev.envc.resolve.Resolution;
import dev.envc.tree.profile.EffectiveConfig;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Function;

/// A resolved environment: the packages, the configuration that decided, and which flags of a
/// package differ from what the profile alone would give.
record Resolved(
    Resolution resolution,
    EffectiveConfig config,
    Function<Candidate, SortedSet<String>> changes,
    List<Diagnostic> warnings) {
  SortedSet<String> changedUse(Candidate candidate) {
    return changes.apply(candidate);
  }
}
