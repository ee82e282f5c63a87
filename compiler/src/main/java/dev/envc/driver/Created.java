package dev.envc.driver;

import dev.envc.lock.LockedEnvironment;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/// The time that stands for "created" in artefacts and for what assembly itself writes: that of the
/// newest commit of the environment's trees, or, when no tree has one, of the newest binary
/// package.
final class Created {
  private Created() {}

  static Instant of(LockedEnvironment environment) {
    Optional<Instant> tree =
        environment.trees().stream()
            .flatMap(t -> t.date().stream())
            .map(Instant::parse)
            .max(Comparator.naturalOrder());
    return tree.orElseGet(
        () ->
            Instant.ofEpochSecond(
                environment.packages().stream()
                    .mapToLong(p -> p.binary().buildTime())
                    .max()
                    .orElse(0)));
  }
}
