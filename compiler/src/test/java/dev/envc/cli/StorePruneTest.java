package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.store.local.LocalStore;
import dev.envc.store.local.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StorePruneTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  private long stored() throws IOException {
    try (Stream<Path> all = Files.walk(directory.resolve("cache/packages/v1/packages"))) {
      return all.filter(p -> p.endsWith("blob")).count();
    }
  }

  @Test
  void keepsWhatTheLocksNeedAndNoMore() throws Exception {
    var quickstart = new QuickstartCommands(directory);
    String manifest = quickstart.manifest().toString();
    assertEquals(0, quickstart.run("lock", manifest, "--quiet").exit());
    Path lock = directory.resolve("q/quickstart.env.lock");
    Path both = Files.copy(lock, directory.resolve("both.env.lock"));
    long all = stored();
    assertTrue(all > 4, "packages: " + all);

    String text = Files.readString(quickstart.manifest());
    Files.writeString(
        quickstart.manifest(),
        text.replace("arch: [amd64, arm64]", "arch: amd64")
            .replace("  arm64: binhost/arm64\n", ""));
    assertEquals(0, quickstart.run("lock", manifest, "--update", "--quiet").exit());

    QuickstartCommands.Result kept = quickstart.run("store", "prune", both.toString());
    assertTrue(kept.out().startsWith("removed 0 packages, 0 bytes"), kept.out() + kept.err());
    QuickstartCommands.Result dry = quickstart.run("store", "prune", "--dry-run", manifest);
    assertTrue(dry.out().contains("would remove "), dry.out());
    assertEquals(all, stored());

    try (var _ = LocalStore.open(directory.resolve("cache/packages"), StoreOptions.of(directory))) {
      QuickstartCommands.Result busy = quickstart.run("store", "prune", manifest);
      assertEquals(10, busy.exit(), busy.out());
      assertTrue(busy.err().contains("error[E0530]"), busy.err());
      assertEquals(all, stored());
    }

    QuickstartCommands.Result pruned =
        quickstart.run("store", "prune", manifest, "--format", "json");
    assertEquals(0, pruned.exit(), pruned.err());
    assertTrue(pruned.out().contains("\"dryRun\":false"), pruned.out());
    assertTrue(stored() < all && stored() > 0, "left: " + stored());
    assertEquals(
        0,
        quickstart
            .run(
                "compile",
                manifest,
                "-b",
                "dir",
                "--frozen",
                "--offline",
                "-o",
                directory.resolve("out").toString(),
                "--quiet")
            .exit());
  }

  @Test
  void aLockThatIsMissingRemovesNothing() throws Exception {
    var quickstart = new QuickstartCommands(directory);
    QuickstartCommands.Result result =
        quickstart.run("store", "prune", directory.resolve("no.env.lock").toString());
    assertEquals(4, result.exit(), result.err());
    assertEquals(2, quickstart.run("store", "prune").exit());
    assertEquals(2, quickstart.run("store", "clean", "x.lock").exit());
  }
}
