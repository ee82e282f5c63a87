package dev.envc.driver;

import dev.envc.diagnostic.BackendCode;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the backends that are there say of the settings that environments have for them, before
/// anything is compiled.
final class OutputCheck {
  private OutputCheck() {}

  /// The warnings. Whether a board fits an environment is asked when it is compiled: of several
  /// architectures one may have it.
  ///
  /// @throws UserErrorException when a setting is wrong
  static List<Diagnostic> of(List<LoadedManifest> manifests, List<Path> plugins)
      throws IOException, UserErrorException {
    List<Environment> environments =
        manifests.stream()
            .flatMap(m -> m.manifest().environments().stream())
            .filter(e -> !e.outputs().isEmpty())
            .toList();
    if (environments.isEmpty()) {
      return List.of();
    }
    var problems = new Diagnostics();
    try (Backends backends = Backends.discover(plugins)) {
      for (Environment environment : environments) {
        for (String name : environment.outputs().keySet()) {
          Optional.ofNullable(backends.all().get(name)).stream()
              .flatMap(found -> found.backend().check(environment).stream())
              .filter(d -> d.code() instanceof BackendCode)
              .forEach(problems::add);
        }
      }
    }
    problems.throwIfErrors();
    return problems.toList();
  }
}
