package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The commands that answer questions about a manifest.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class QuestionsTest {
  @SuppressWarnings("NullAway.Init")
  private QuickstartCommands quickstart;

  private String manifest = "";

  @BeforeAll
  void lock(@TempDir Path directory) throws IOException {
    quickstart = new QuickstartCommands(directory);
    manifest = quickstart.manifest().toString();
    assertEquals(
        4, quickstart.run("why", manifest, "tsh").exit(), "there is no lock to answer from");
    QuickstartCommands.Result lock = quickstart.run("lock", manifest, "--quiet");
    assertEquals(0, lock.exit(), lock.err());
  }

  @Test
  void whyShowsTheChainFromTheRoot() {
    assertEquals(
        """
        # amd64: dev-libs/tinywords-1.0
          manifest > app-misc/greeter-2.1 > dev-libs/tinywords-1.0
        # arm64: dev-libs/tinywords-1.0
          manifest > app-misc/greeter-2.1 > dev-libs/tinywords-1.0
        """,
        quickstart.run("why", manifest, "tinywords").out());
  }

  @Test
  void whySuggestsNearNames() {
    QuickstartCommands.Result result = quickstart.run("why", manifest, "dev-libs/tinywurds");
    assertEquals(4, result.exit());
    assertTrue(result.err().contains("E0404") && result.err().contains("`dev-libs/tinywords`?"));
  }

  @Test
  void treeShowsVersionsFlagsAndMasks() {
    assertEquals(
        """
        # amd64
        app-misc/greeter-1.4:1::demo  visible
          keywords: amd64 arm64
          use: -bell +loud
          about: Says hello in the words of dev-libs/tinywords
        """,
        tree("<app-misc/greeter-2").out());
    assertTrue(tree("app-misc/greter").err().contains("`app-misc/greeter`?"));
    assertEquals(5, tree("app-misc/greter").exit());
  }

  @Test
  void explainUseNamesTheFilesThatSetAFlag() {
    assertEquals(
        """
        # arm64: sys-apps/tinyutils-1.2-r1::demo
        +tiny_applets_mount
            on   ebuild: sys-apps/tinyutils-1.2-r1::demo
            on   profile: demo:profiles/base/make.defaults:12
        -tiny_applets_power
            off  nothing sets it
        """,
        quickstart
            .run("explain", "--use", "tinyutils", manifest, "--arch", "arm64", "--quiet")
            .out());
  }

  private QuickstartCommands.Result tree(String atom) {
    return quickstart.run("tree", "show", manifest, atom, "--arch", "amd64", "--quiet");
  }
}
