package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.RootfsCode;
import dev.envc.model.Environment;
import dev.envc.rootfs.RootFs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the findings of assembly are for the user: those about permissions are warnings, one for
/// each kind and root, unless the manifest's policy allows the path by name. All are in the report.
final class Findings {
  private static final int SHOWN = 8;

  /// The kinds that are worth a warning, and how they are called.
  private static final Map<String, String> WARNED = warned();

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
    List<String> allowed = environment.policy().allowedSetuid().orElse(List.of());
    var warnings = new ArrayList<Diagnostic>();
    WARNED.forEach(
        (kind, name) -> {
          List<Compiled.Finding> findings =
              own.stream()
                  .filter(f -> f.kind().equals(kind))
                  .filter(f -> !kind.startsWith("set") || !allowed.contains(f.path()))
                  .toList();
          if (!findings.isEmpty()) {
            warnings.add(warning(environment, name, findings));
          }
        });
    return warnings;
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

  private static Map<String, String> warned() {
    var names = new LinkedHashMap<String, String>();
    names.put("setuid", "programs that run as another user");
    names.put("setgid", "programs that run as another group");
    names.put("world-writable", "files that everybody may write");
    names.put("umask", "modes that look like the umask of one build");
    return names;
  }
}
