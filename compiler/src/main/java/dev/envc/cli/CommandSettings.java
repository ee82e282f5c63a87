package dev.envc.cli;

import dev.envc.driver.CompilerSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The settings of the compiler from the options of a command and the environment.
final class CommandSettings {
  private CommandSettings() {}

  static CompilerSettings of(
      CommonOptions options, Map<String, String> environment, Progress progress) {
    return of(options, environment, progress, options.offline.get());
  }

  static CompilerSettings of(
      CommonOptions options, Map<String, String> environment, Progress progress, boolean offline) {
    return new CompilerSettings(
        cacheDirectory(options, environment),
        plugins(options, environment),
        offline,
        environment.getOrDefault("PATH", ""),
        progress::report,
        Instant.now());
  }

  private static Path cacheDirectory(CommonOptions options, Map<String, String> environment) {
    Optional<Path> given = options.cacheDirectory.get();
    if (given.isPresent()) {
      return given.get().toAbsolutePath();
    }
    if (environment.containsKey("ENVC_CACHE_DIR")) {
      return Path.of(environment.getOrDefault("ENVC_CACHE_DIR", "")).toAbsolutePath();
    }
    String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    return xdg.startsWith("/")
        ? Path.of(xdg, "envc")
        : Path.of(System.getProperty("user.home", "/"), ".cache", "envc");
  }

  private static List<Path> plugins(CommonOptions options, Map<String, String> environment) {
    var all = new ArrayList<>(options.plugins.get());
    for (String jar : environment.getOrDefault("ENVC_PLUGINS", "").split(":", -1)) {
      if (!jar.isEmpty()) {
        all.add(Path.of(jar));
      }
    }
    return all;
  }
}
