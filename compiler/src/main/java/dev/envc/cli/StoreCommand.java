package dev.envc.cli;

import dev.envc.driver.Pruned;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `envc store`
@Command(
    name = "store",
    description = "Removes packages from the store that no lock given needs.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  envc store prune --dry-run environments/*.env.lock",
      "  envc store prune prod-line3.env.yaml prod-line4.env.yaml"
    })
final class StoreCommand extends ManifestCommand {
  @Spec CommandSpec spec = Unset.value();

  @Parameters(index = "0", paramLabel = "prune", description = "What to do.")
  String what = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "LOCK",
      description = "Locks that are in use, or the manifests beside them.")
  List<Path> locks = List.of();

  @Option(names = "--dry-run", description = "Only say what would be removed.")
  boolean dryRun;

  @Override
  public Integer call() throws IOException {
    if (!what.equals("prune")) {
      throw new ParameterException(
          spec.commandLine(), "there is no `envc store " + what + "`; there is `envc store prune`");
    }
    return run(
        compiler -> compiler.prune(locks, dryRun),
        pruned ->
            Json.object(
                "dryRun",
                dryRun,
                "removed",
                pruned.digests(),
                "bytes",
                pruned.bytes(),
                "needed",
                pruned.kept()),
        this::print);
  }

  private void print(Pruned pruned, Console console) {
    pruned.digests().forEach(d -> console.out().println(d));
    console
        .out()
        .println(
            (dryRun ? "would remove " : "removed ")
                + pruned.digests().size()
                + " packages, "
                + pruned.bytes()
                + " bytes; the locks need "
                + pruned.kept());
  }
}
