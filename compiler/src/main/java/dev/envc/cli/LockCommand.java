package dev.envc.cli;

import dev.envc.driver.LockMode;
import dev.envc.driver.LockResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `envc lock`
@Command(
    name = "lock",
    addMethodSubcommands = false,
    description = "Resolves manifests and writes their locks, <name>.env.lock beside each.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  envc lock prod-line3.env.yaml",
      "  envc lock prod-line3.env.yaml --update",
      "  envc lock --frozen prod-*.env.yaml   (for CI: checks, never writes)"
    })
final class LockCommand extends ManifestCommand {
  @Parameters(arity = "1..*", paramLabel = "MANIFEST", description = "Manifest files.")
  List<Path> manifests = List.of();

  @Option(names = "--update", description = "Resolve anew even when the lock fits the manifest.")
  boolean update;

  @Option(names = "--frozen", description = "Fail when a lock is missing or stale; never write.")
  boolean frozen;

  @Mixin FixOption fix = new FixOption();

  @Override
  public Integer call() throws IOException {
    LockMode mode = frozen ? LockMode.FROZEN : update ? LockMode.UPDATE : LockMode.READ;
    return run(
        fix.around(
            compiler -> compiler.lock(manifests, mode, parameters()), manifests, root.console()),
        locks -> Json.object("locks", locks.stream().map(LockCommand::json).toList()),
        (locks, console) ->
            locks.forEach(
                l ->
                    console
                        .out()
                        .println(
                            l.path() + ": " + l.packages() + " packages, " + l.change().words())));
  }

  private static Object json(LockResult lock) {
    return Json.object(
        "environment",
        lock.environment(),
        "path",
        lock.path().toString(),
        "packages",
        lock.packages(),
        "change",
        lock.change().words());
  }
}
