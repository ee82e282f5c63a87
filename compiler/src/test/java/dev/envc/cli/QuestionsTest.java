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
  private QuickstartCommands quickstart = Unset.value();
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
}
