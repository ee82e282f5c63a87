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
import picocli.CommandLine.Option;

/// What `envc run` and `envc shell` share: the root of one environment, and a command in it.
abstract class RootCommand extends ManifestCommand {
  @Option(
      names = "--arch",
      paramLabel = "ARCH",
      description = "The arch, where the manifest has several; otherwise that of this machine.")
  Optional<String> arch = Optional.empty();

  @Option(
      names = "--variant",
      paramLabel = "NAME",
      description = "A variant; the manifest itself is the variant `main`.")
  Optional<String> variant = Optional.empty();

  @Option(
      names = "--frozen",
      description = "Fail when the lock is missing or stale; never write it.")
  boolean frozen;

  @Option(names = "--no-network", description = "Without the network.")
  boolean isolated;

  @Option(
      names = "--as-root",
      description = "As root of the environment; your files are root's there.")
  boolean asRoot;

  @Option(
      names = "--env",
      paramLabel = "NAME[=VALUE]",
      description = "A variable to set or to pass on; may be given again. TERM always is.")
  List<String> variables = new ArrayList<>();

  @Option(names = "--print", description = "Print the command instead of running it.")
  boolean print;

  /// Runs a command in the environment of a manifest; none is its login shell. The exit code is
  /// that of the command.
  final int start(Path manifest, List<String> command) throws IOException, InterruptedException {
    var progress = new Progress(root.console(), options.quiet);
    Outcome<Root> outcome;
    try (var compiler =
        new dev.envc.driver.Compiler(CommandSettings.of(options, root.environment(), progress))) {
      outcome =
          compiler.root(
              manifest,
              frozen ? LockMode.FROZEN : LockMode.READ,
              arch.stream().toList(),
              variant.stream().toList(),
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
    try (Root started = outcome.value().get()) {
      Visitor visitor = asRoot ? Visitor.current().asRoot() : Visitor.current();
      var sandbox =
          new Sandbox(started.path(), started.environment(), visitor, !isolated, environment());
      List<String> line =
          sandbox.command(
              command,
              scratch,
              root.environment().getOrDefault("PATH", ""),
              System.getProperty("os.arch", ""));
      if (print) {
        root.console().out().println(String.join(" ", line));
        return 0;
      }
      return new ProcessBuilder(line).inheritIO().start().waitFor();
    } catch (UserErrorException e) {
      return report.print(Outcome.<Root>failed(e), _ -> Json.object(), (_, _) -> {});
    } finally {
      delete(scratch);
    }
  }

  private Map<String, String> environment() {
    var result = new TreeMap<String, String>();
    var all = new ArrayList<>(variables);
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
