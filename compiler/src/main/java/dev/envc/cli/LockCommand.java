package dev.envc.cli;

import dev.envc.driver.LockMode;
import dev.envc.driver.LockResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// `envc lock`
final class LockCommand extends ManifestCommand {
  private final Supplier<List<Path>> manifests =
      line.parameter("0..*").label("MANIFEST").says("Manifest files.").many("1..*", Path.class);

  private final Supplier<Boolean> update =
      line.option("--update").says("Resolve anew even when the lock fits the manifest.").flag();

  private final Supplier<Boolean> frozen =
      line.option("--frozen").says("Fail when a lock is missing or stale; never write.").flag();

  private final FixOption fix = new FixOption(line);

  LockCommand(EnvcCommand root) {
    super(
        root,
        "lock",
        "Resolves manifests and writes their locks, <name>.env.lock beside each.",
        "",
        "Examples:",
        "  envc lock prod-line3.env.yaml",
        "  envc lock prod-line3.env.yaml --update",
        "  envc lock --frozen prod-*.env.yaml   (for CI: checks, never writes)");
  }

  @Override
  public Integer call() throws IOException {
    LockMode mode = frozen.get() ? LockMode.FROZEN : update.get() ? LockMode.UPDATE : LockMode.READ;
    return run(
        fix.around(
            compiler -> compiler.lock(manifests.get(), mode, parameters()),
            manifests.get(),
            root.console()),
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
