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
import org.jspecify.annotations.Nullable;

/// What the backends that are there say of the settings that environments have for them, before
/// anything is compiled. Whether a board fits an environment is asked when it is compiled: of
/// several architectures one may have it. Backends are looked for when settings are met first. Safe
/// for use from several threads.
public final class OutputCheck implements AutoCloseable {
  private final List<Path> plugins;
  private @Nullable Backends backends;

  /// @param plugins jars that bring backends
  public OutputCheck(List<Path> plugins) {
    this.plugins = List.copyOf(plugins);
  }

  /// What is wrong with the settings of some environments, each problem once.
  ///
  /// @throws UserErrorException when a plug-in cannot be used
  public synchronized List<Diagnostic> of(List<Environment> environments)
      throws IOException, UserErrorException {
    var problems = new Diagnostics();
    for (Environment environment : environments) {
      for (String name : environment.outputs().keySet()) {
        Optional.ofNullable(backends().all().get(name)).stream()
            .flatMap(found -> found.backend().check(environment).stream())
            .filter(d -> d.code() instanceof BackendCode)
            .forEach(problems::add);
      }
    }
    return problems.toList();
  }

  private Backends backends() throws IOException, UserErrorException {
    if (backends == null) {
      backends = Backends.discover(plugins);
    }
    return backends;
  }

  @Override
  public synchronized void close() throws IOException {
    if (backends != null) {
      backends.close();
    }
  }
}
