package dev.envc.model;

import dev.envc.pms.AtomPattern;
import dev.envc.source.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What an environment must keep to; checked when it is locked and compiled.
public record Policy(
    Optional<Age> maxTreeAge,
    List<GentooConfig.License> allowedLicenses,
    List<ForbiddenPackage> forbidden,
    Optional<List<String>> allowedSetuid,
    boolean requireReasons,
    Permissions permissions) {

  public Policy {
    allowedLicenses = List.copyOf(allowedLicenses);
    forbidden = List.copyOf(forbidden);
    allowedSetuid = allowedSetuid.map(List::copyOf);
  }

  public static Policy none() {
    return new Policy(
        Optional.empty(), List.of(), List.of(), Optional.empty(), false, Permissions.none());
  }

  /// How old a tree's commit may be before a warning, and before a failure.
  public record Age(Optional<Limit> warn, Optional<Limit> fail) {}

  /// An age, and where it is written.
  public record Limit(Duration age, Span span) {}

  public record ForbiddenPackage(AtomPattern atom, Optional<String> because, Span span) {}
}
