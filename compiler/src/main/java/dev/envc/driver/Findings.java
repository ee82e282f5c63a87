package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.RootfsCode;
import dev.envc.model.Environment;
import dev.envc.model.Permissions.Action;
import dev.envc.model.Permissions.Check;
import dev.envc.rootfs.RootFs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;

/// What the findings of assembly are for the user: those about permissions are warnings, one for
/// each check, where the policy says so and nothing waives them. All are in the report.
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

  /// A check, and what it found in a root: the same in several roots is told once.
  private record Told(Check check, List<Found> found) {}

  private record Found(String path, String message) {}

  /// The warnings about the roots of environments.
  static List<Diagnostic> warnings(List<Environment> environments, List<Compiled.Finding> all) {
    var by = new HashMap<String, List<Compiled.Finding>>();
    all.forEach(f -> by.computeIfAbsent(root(f), _ -> new ArrayList<>()).add(f));
    var told = new LinkedHashMap<Told, List<Environment>>();
    for (Environment e : environments) {
      List<Compiled.Finding> own = by.getOrDefault(root(e), List.of());
      for (Check check : Check.values()) {
        List<Found> found =
            own.stream()
                .filter(f -> isWarned(e, check, f))
                .map(f -> new Found(f.path(), f.message()))
                .toList();
        if (!found.isEmpty()) {
          told.computeIfAbsent(new Told(check, found), _ -> new ArrayList<>()).add(e);
        }
      }
    }
    return told.entrySet().stream().map(t -> warning(t.getValue(), t.getKey())).toList();
  }

  private static String root(Compiled.Finding f) {
    return f.environment() + " for " + f.arch();
  }

  private static String root(Environment e) {
    return e.artifactName() + " for " + e.arch();
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

  private static Diagnostic warning(List<Environment> environments, Told told) {
    List<Found> found = told.found();
    Diagnostic d =
        Diagnostic.warning(
            RootfsCode.PERMISSIONS,
            environments.getFirst().span(),
            "%s %s: %d.".formatted(have(environments), told.check().plural(), found.size()));
    for (Found f : found.subList(0, Math.min(SHOWN, found.size()))) {
      d = d.note((f.path().isEmpty() ? "" : f.path() + ": ") + f.message());
    }
    return found.size() > SHOWN
        ? d.note("And " + (found.size() - SHOWN) + " more; `--report FILE` writes them all.")
        : d;
  }

  private static String have(List<Environment> environments) {
    String first = root(environments.getFirst());
    return switch (environments.size()) {
      case 1 -> first + " has";
      case 2 -> first + " and " + root(environments.getLast()) + " have";
      default -> first + " and " + (environments.size() - 1) + " more environments have";
    };
  }
}
