package dev.envc.cli;

import dev.envc.driver.LanguageTools;
import dev.envc.driver.ManifestText;
import dev.envc.driver.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `envc fmt`
@Command(
    name = "fmt",
    addMethodSubcommands = false,
    description = "Writes manifests in their canonical form.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: envc fmt --check *.env.yaml"})
final class FmtCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init")
  @ParentCommand
  EnvcCommand root;

  @Mixin CommonOptions options = new CommonOptions();

  @Option(
      names = "--check",
      description = "Changes nothing; names the files that would change and exits with 1.")
  boolean check;

  @Parameters(arity = "1..*", paramLabel = "MANIFEST")
  List<Path> files = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    int exit = 0;
    for (Path file : files) {
      Outcome<LanguageTools.Formatted> outcome = LanguageTools.format(file);
      new Report(root.console(), options).diagnostics(outcome.diagnostics());
      exit = Math.max(exit, Report.exitCode(outcome.diagnostics()));
      if (outcome.value().isPresent()) {
        LanguageTools.Formatted formatted = outcome.value().get();
        boolean changed = !formatted.before().equals(formatted.after());
        if (changed && check) {
          root.console().out().println(file);
          exit = Math.max(exit, 1);
        } else if (changed) {
          ManifestText.replace(file, formatted.after());
        }
      }
    }
    root.console().out().flush();
    return exit;
  }
}
