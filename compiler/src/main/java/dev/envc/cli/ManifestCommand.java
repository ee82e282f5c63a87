package dev.envc.cli;

import dev.envc.driver.Compiler;
import dev.envc.driver.Outcome;
import java.io.IOException;
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
    try (var compiler = new Compiler(CommandSettings.of(options, root.environment(), progress))) {
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
}
