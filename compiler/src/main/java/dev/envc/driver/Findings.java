package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.RootfsCode;
import dev.envc.model.Environment;
import dev.envc.model.Permissions.Action;
import dev.envc.model.Permissions.Check;
import dev.envc.rootfs.RootFs;
import java.util.ArrayList;
import java.util.List;

/// What the findings of assembly are for the user: those about permissions are warnings, one for
/// each check and root, where the policy says so and nothing waives them. All are in the report.
final class Findings {
  private static final int SHOWN = 8;

  private Findings() {}

  static List<Compiled.Finding> of(Environment environment, RootFs.Report report) {
    return report.findings().stream()
        .map(
            f ->
                new Compiled.Finding(
                    environment.artifactName(),
                    environment.arch().keyword(),
                    f.kind(),
                    f.path(),
                    f.message()))
        .toList();
  }

  /// The warnings about the root of an environment, among the findings about several.
  static List<Diagnostic> warnings(Environment environment, List<Compiled.Finding> all) {
    List<Compiled.Finding> own =
        all.stream()
            .filter(f -> f.environment().equals(environment.artifactName()))
            .filter(f -> f.arch().equals(environment.arch().keyword()))
            .toList();
    var warnings = new ArrayList<Diagnostic>();
    for (Check check : Check.values()) {
      List<Compiled.Finding> findings =
          own.stream().filter(f -> isWarned(environment, check, f)).toList();
      if (!findings.isEmpty()) {
        warnings.add(warning(environment, check.plural(), findings));
      }
    }
    return warnings;
  }

  private static boolean isWarned(Environment environment, Check check, Compiled.Finding f) {
    boolean certain = f.kind().equals(check.kind(true));
    if (!certain && !f.kind().equals(check.kind(false))) {
      return false;
    }
    boolean setid = check == Check.SETUID || check == Check.SETGID;
    List<String> allowed = environment.policy().allowedSetuid().orElse(List.of());
    return (!setid || !allowed.contains(f.path()))
        && environment.policy().permissions().action(check, certain) == Action.WARN;
  }

  private static Diagnostic warning(
      Environment environment, String name, List<Compiled.Finding> findings) {
    Diagnostic d =
        Diagnostic.warning(
            RootfsCode.PERMISSIONS,
            environment.span(),
            "%s for %s has %s: %d."
                .formatted(environment.artifactName(), environment.arch(), name, findings.size()));
    for (Compiled.Finding f : findings.subList(0, Math.min(SHOWN, findings.size()))) {
      d = d.note((f.path().isEmpty() ? "" : f.path() + ": ") + f.message());
    }
    return findings.size() > SHOWN
        ? d.note("And " + (findings.size() - SHOWN) + " more; `--report FILE` writes them all.")
        : d;
  }
}
