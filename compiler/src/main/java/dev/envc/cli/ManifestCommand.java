package dev.envc.cli;

import dev.envc.driver.Compiler;
import dev.envc.driver.CompilerSettings;
import dev.envc.driver.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// What commands that run the compiler share: its settings from options and environment, and how
/// its outcome is printed.
abstract class ManifestCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init")
  @ParentCommand
  EnvcCommand root;

  @Mixin CommonOptions options = new CommonOptions();

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "The value of a parameter of the manifest; may be given again.")
  Map<String, String> parameters = new TreeMap<>();

  /// One run of the compiler.
  interface Work<T> {
    Outcome<T> run(Compiler compiler) throws IOException;
  }

  /// Runs the compiler, prints what it says, and gives the exit code; `json` and `text` print a
  /// value.
  final <T> int run(Work<T> work, Function<T, Object> json, Printer<T> text) throws IOException {
    var progress = new Progress(root.console(), options.quiet);
    Outcome<T> outcome;
    try (var compiler = new Compiler(settings(progress))) {
      outcome = work.run(compiler);
    } finally {
      progress.finish();
    }
    return new Report(root.console(), options).print(outcome, json, text);
  }

  /// Prints a value for a person.
  interface Printer<T> {
    void print(T value, Console console);
  }

  final SortedMap<String, String> parameters() {
    return new TreeMap<>(parameters);
  }

  private CompilerSettings settings(Progress progress) {
    return new CompilerSettings(
        cacheDirectory(),
        plugins(),
        options.offline,
        root.environment().getOrDefault("PATH", ""),
        progress::report,
        Instant.now());
  }

  private Path cacheDirectory() {
    Map<String, String> env = root.environment();
    if (options.cacheDirectory != null) {
      return options.cacheDirectory.toAbsolutePath();
    }
    if (env.containsKey("ENVC_CACHE_DIR")) {
      return Path.of(env.getOrDefault("ENVC_CACHE_DIR", "")).toAbsolutePath();
    }
    String xdg = env.getOrDefault("XDG_CACHE_HOME", "");
    return xdg.startsWith("/")
        ? Path.of(xdg, "envc")
        : Path.of(System.getProperty("user.home", "/"), ".cache", "envc");
  }

  private List<Path> plugins() {
    var all = new ArrayList<>(options.plugins);
    for (String jar : root.environment().getOrDefault("ENVC_PLUGINS", "").split(":", -1)) {
      if (!jar.isEmpty()) {
        all.add(Path.of(jar));
      }
    }
    return all;
  }
}
