package dev.envc.cli;

import dev.envc.driver.Compiler;
import dev.envc.driver.Outcome;
import java.io.IOException;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// What commands that run the compiler share: its settings from options and environment, and how
/// its outcome is printed.
abstract class ManifestCommand extends Verb {
  final CommonOptions options = new CommonOptions(line);

  private final Supplier<SortedMap<String, String>> parameters =
      line.option("--set")
          .label("NAME=VALUE")
          .says("The value of a parameter of the manifest; may be given again.")
          .pairs();

  ManifestCommand(EnvcCommand root, String name, String description, String... footer) {
    super(root, name, description, footer);
  }

  /// One run of the compiler.
  interface Work<T> {
    Outcome<T> run(Compiler compiler) throws IOException;
  }

  /// Runs the compiler, prints what it says, and gives the exit code; `json` and `text` print a
  /// value.
  final <T> int run(Work<T> work, Function<T, Object> json, Printer<T> text) throws IOException {
    var progress = new Progress(root.console(), options.quiet.get());
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
    return parameters.get();
  }
}
