package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.PolicyCode;
import dev.envc.diagnostic.Severity;
import dev.envc.lock.Lock;
import dev.envc.lock.LockedEnvironment;
import dev.envc.lock.LockedTree;
import dev.envc.model.Environment;
import dev.envc.model.Policy;
import dev.envc.pms.AtomPattern;
import dev.envc.resolve.Candidate;
import dev.envc.resolve.Mask;
import dev.envc.resolve.Resolution;
import dev.envc.resolve.TreeUniverse;
import dev.envc.tree.Trees;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether environments keep to their policies.
final class PolicyCheck {
  private PolicyCheck() {}

  /// Trees whose commit is older than `max-tree-age` at `now`; trees without a date are not
  /// checked.
  static List<Diagnostic> ages(List<Environment> environments, Lock lock, Instant now) {
    Set<Diagnostic> found = new LinkedHashSet<>();
    for (Environment e : environments) {
      for (LockedTree tree : trees(e, lock)) {
        boolean used = e.trees().stream().anyMatch(t -> t.name().equals(tree.name()));
        if (used && e.policy().maxTreeAge().isPresent() && tree.date().isPresent()) {
          Instant date = Instant.parse(tree.date().get());
          age(tree, date, Duration.between(date, now), e.policy().maxTreeAge().get())
              .ifPresent(found::add);
        }
      }
    }
    return List.copyOf(found);
  }

  private static List<LockedTree> trees(Environment e, Lock lock) {
    return lock.environment(e.name(), e.arch().keyword(), e.variant())
        .map(LockedEnvironment::trees)
        .orElse(List.of());
  }

  private static Optional<Diagnostic> age(
      LockedTree tree, Instant date, Duration age, Policy.Age limit) {
    Optional<Policy.Limit> fail = limit.fail().filter(f -> age.compareTo(f.age()) > 0);
    Optional<Policy.Limit> passed =
        fail.or(() -> limit.warn().filter(w -> age.compareTo(w.age()) > 0));
    return passed.map(
        l -> {
          Diagnostic d =
              Diagnostic.error(
                  PolicyCode.OLD_TREE,
                  l.span(),
                  "The commit of the tree `%s` is of %s, %d days old; the policy %s %d days."
                      .formatted(
                          tree.name(),
                          date.atZone(ZoneOffset.UTC).toLocalDate(),
                          age.toDays(),
                          fail.isPresent() ? "allows" : "warns after",
                          l.age().toDays()));
          return (fail.isPresent() ? d : d.as(Severity.WARNING))
              .hint("Pin a newer commit, then write the lock anew with `envc lock --update`.");
        });
  }

  /// Packages of a resolution that are forbidden, or under a license that is not allowed.
  static List<Diagnostic> packages(
      Environment e, Resolution resolution, Trees trees, Profiles profiles) throws IOException {
    var found = new ArrayList<Diagnostic>();
    for (Resolution.Chosen chosen : resolution.packages()) {
      e.policy().forbidden().stream()
          .filter(f -> matches(f.atom(), chosen.candidate()))
          .map(f -> forbidden(f, chosen, e))
          .forEach(found::add);
    }
    if (!e.policy().allowedLicenses().isEmpty()) {
      var allowed = new TreeUniverse(trees, Configured.withLicenses(e, trees, profiles));
      resolution.packages().forEach(c -> licenses(c.candidate(), allowed, e).forEach(found::add));
    }
    return found;
  }

  private static boolean matches(AtomPattern pattern, Candidate c) {
    return pattern.matches(c);
  }

  private static Diagnostic forbidden(
      Policy.ForbiddenPackage f, Resolution.Chosen chosen, Environment e) {
    Diagnostic d =
        Diagnostic.error(
            PolicyCode.FORBIDDEN_PACKAGE,
            f.span(),
            chosen.candidate().id()
                + " is in "
                + e.artifactName()
                + " for "
                + e.arch()
                + ", and the policy forbids it"
                + f.because().map(b -> ": " + b).orElse("")
                + ".");
    for (Resolution.Reason r : chosen.reasons()) {
      d = d.note("Required by " + r.origin() + " as `" + r.atom() + "`.");
    }
    return d;
  }

  private static List<Diagnostic> licenses(Candidate c, TreeUniverse allowed, Environment e) {
    return allowed.candidates(c.cpv().name()).stream()
        .filter(o -> o.id().equals(c.id()))
        .flatMap(o -> o.masks().stream())
        .filter(m -> m.kind() == Mask.Kind.LICENSE)
        .map(
            m ->
                Diagnostic.error(
                        PolicyCode.LICENSE_NOT_ALLOWED,
                        e.span(),
                        c.id()
                            + " is under "
                            + m.remedy().orElse("a license")
                            + ", which the policy of "
                            + e.artifactName()
                            + " does not allow.")
                    .note(
                        "Those it allows are here.",
                        e.policy().allowedLicenses().getFirst().span()))
        .toList();
  }
}
