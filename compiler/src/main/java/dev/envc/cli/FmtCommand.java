package dev.envc.cli;

import dev.envc.driver.LanguageTools;
import dev.envc.driver.ManifestText;
import dev.envc.driver.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// `envc fmt`
final class FmtCommand extends Verb {
  final CommonOptions options = new CommonOptions(line);

  private final Supplier<Boolean> check =
      line.option("--check")
          .says("Changes nothing; names the files that would change and exits with 1.")
          .flag();

  private final Supplier<List<Path>> files =
      line.parameter("0..*").label("MANIFEST").many("1..*", Path.class);

  FmtCommand(EnvcCommand root) {
    super(
        root,
        "fmt",
        "Writes manifests in their canonical form.",
        "",
        "Example: envc fmt --check *.env.yaml");
  }

  @Override
  public Integer call() throws IOException {
    int exit = 0;
    for (Path file : files.get()) {
      Outcome<LanguageTools.Formatted> outcome = LanguageTools.format(file);
      new Report(root.console(), options).diagnostics(outcome.diagnostics());
      exit = Math.max(exit, Report.exitCode(outcome.diagnostics()));
      if (outcome.value().isPresent()) {
        LanguageTools.Formatted formatted = outcome.value().get();
        boolean changed = !formatted.before().equals(formatted.after());
        if (changed && check.get()) {
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
