package dev.envc.cli;

import dev.envc.diagnostic.UserErrorException;
import dev.envc.driver.LockMode;
import dev.envc.driver.Outcome;
import dev.envc.driver.Root;
import dev.envc.sandbox.Sandbox;
import dev.envc.sandbox.Visitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// What `envc run` and `envc shell` share: the root of one environment, and a command in it.
abstract class RootCommand extends ManifestCommand {
  private final Supplier<Optional<String>> arch =
      line.option("--arch")
          .label("ARCH")
          .says("The arch, where the manifest has several; otherwise that of this machine.")
          .maybe(String.class);

  private final Supplier<Optional<String>> variant =
      line.option("--variant")
          .label("NAME")
          .says("A variant; the manifest itself is the variant `main`.")
          .maybe(String.class);

  private final Supplier<Boolean> frozen =
      line.option("--frozen")
          .says("Fail when the lock is missing or stale; never write it.")
          .flag();

  private final Supplier<Boolean> isolated =
      line.option("--no-network").says("Without the network.").flag();

  private final Supplier<Boolean> asRoot =
      line.option("--as-root")
          .says("As root of the environment; your files are root's there.")
          .flag();

  private final Supplier<List<String>> variables =
      line.option("--env")
          .label("NAME[=VALUE]")
          .says("A variable to set or to pass on; may be given again. TERM always is.")
          .many(String.class);

  private final Supplier<Boolean> print =
      line.option("--print").says("Print the command instead of running it.").flag();

  RootCommand(EnvcCommand root, String name, String description, String... footer) {
    super(root, name, description, footer);
  }

  /// Runs a command in the environment of a manifest; none is its login shell. The exit code is
  /// that of the command.
  final int start(Path manifest, List<String> command) throws IOException, InterruptedException {
    var progress = new Progress(root.console(), options.quiet.get());
    Outcome<Root> outcome;
    try (var compiler =
        new dev.envc.driver.Compiler(CommandSettings.of(options, root.environment(), progress))) {
      outcome =
          compiler.root(
              manifest,
              frozen.get() ? LockMode.FROZEN : LockMode.READ,
              arch.get().stream().toList(),
              variant.get().stream().toList(),
              parameters(),
              Version.number());
    } finally {
      progress.finish();
    }
    var report = new Report(root.console(), options);
    if (outcome.value().isEmpty()) {
      return report.print(outcome, _ -> Json.object(), (_, _) -> {});
    }
    report.diagnostics(outcome.diagnostics());
    Path scratch = Files.createTempDirectory("envc-run-");
    try (Root environment = outcome.value().get()) {
      Visitor visitor = asRoot.get() ? Visitor.current().asRoot() : Visitor.current();
      var sandbox =
          new Sandbox(
              environment.path(),
              environment.environment(),
              visitor,
              !isolated.get(),
              environment());
      List<String> started =
          sandbox.command(
              command,
              scratch,
              root.environment().getOrDefault("PATH", ""),
              System.getProperty("os.arch", ""));
      if (print.get()) {
        root.console()
            .out()
            .println(String.join(" ", started.stream().map(RootCommand::quoted).toList()));
        return 0;
      }
      return new ProcessBuilder(started).inheritIO().start().waitFor();
    } catch (UserErrorException e) {
      return report.print(Outcome.<Root>failed(e), _ -> Json.object(), (_, _) -> {});
    } finally {
      delete(scratch);
    }
  }

  /// A word as a shell reads it.
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private Map<String, String> environment() {
    var result = new TreeMap<String, String>();
    var all = new ArrayList<>(variables.get());
    all.add("TERM");
    for (String variable : all) {
      int equals = variable.indexOf('=');
      String name = equals < 0 ? variable : variable.substring(0, equals);
      String value = equals < 0 ? root.environment().get(variable) : variable.substring(equals + 1);
      if (value != null) {
        result.put(name, value);
      }
    }
    return result;
  }

  private static void delete(Path scratch) throws IOException {
    for (String name : List.of("passwd", "group")) {
      Files.deleteIfExists(scratch.resolve(name));
    }
    Files.deleteIfExists(scratch);
  }
}
