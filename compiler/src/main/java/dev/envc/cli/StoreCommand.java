package dev.envc.cli;

import dev.envc.driver.Pruned;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.ParameterException;

/// `envc store`
final class StoreCommand extends ManifestCommand {
  private final Supplier<String> what =
      line.parameter("0").label("prune").says("What to do.").one(String.class);

  private final Supplier<List<Path>> locks =
      line.parameter("1..*")
          .label("LOCK")
          .says("Locks that are in use, or the manifests beside them.")
          .many("1..*", Path.class);

  private final Supplier<Boolean> dryRun =
      line.option("--dry-run").says("Only say what would be removed.").flag();

  StoreCommand(EnvcCommand root) {
    super(
        root,
        "store",
        "Removes packages from the store that no lock given needs.",
        "",
        "Examples:",
        "  envc store prune --dry-run environments/*.env.lock",
        "  envc store prune prod-line3.env.yaml prod-line4.env.yaml");
  }

  @Override
  public Integer call() throws IOException {
    if (!what.get().equals("prune")) {
      throw new ParameterException(
          commandLine(),
          "there is no `envc store " + what.get() + "`; there is `envc store prune`");
    }
    return run(
        compiler -> compiler.prune(locks.get(), dryRun.get()),
        pruned ->
            Json.object(
                "dryRun",
                dryRun.get(),
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
            (dryRun.get() ? "would remove " : "removed ")
                + pruned.digests().size()
                + " packages, "
                + pruned.bytes()
                + " bytes; the locks need "
                + pruned.kept());
  }
}
