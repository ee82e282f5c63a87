package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PolicyTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @Test
  void aPolicyThatIsKeptSaysNothing() throws IOException {
    QuickstartCommands.Result result =
        lock(
            "max-tree-age: { fail: 36500d }",
            "licenses: [\"*\"]",
            "forbid: [{ atom: app-misc/absent }]");
    assertEquals(0, result.exit(), result.err());
    assertEquals("", result.err());
  }

  @Test
  void anOldTreeIsWarnedOf() throws IOException {
    QuickstartCommands.Result result = lock("max-tree-age: { warn: 1d }");
    assertEquals(0, result.exit(), result.err());
    assertTrue(result.err().contains("warning[E1001]"), result.err());
  }

  @Test
  void aTooOldTreeFails() throws IOException {
    QuickstartCommands.Result result = lock("max-tree-age: { warn: 1d, fail: 2d }");
    assertEquals(9, result.exit(), result.err());
    assertTrue(result.err().contains("error[E1001]"), result.err());
    assertTrue(Files.notExists(directory.resolve("q/quickstart.env.lock")));
  }

  @Test
  void forbiddenPackagesAndLicensesFail() throws IOException {
    QuickstartCommands.Result result =
        lock("forbid: [{ atom: dev-libs/tinywords, because: too wordy }]", "licenses: [MIT]");
    assertEquals(9, result.exit(), result.err());
    assertTrue(result.err().contains("Required by app-misc/greeter-2.1"), result.err());
    assertTrue(result.err().contains("too wordy"), result.err());
    assertTrue(result.err().contains("error[E1003]"), result.err());
  }

  private QuickstartCommands.Result lock(String... policy) throws IOException {
    var quickstart = new QuickstartCommands(directory);
    Files.writeString(
        quickstart.manifest(),
        "\npolicy:\n  " + String.join("\n  ", policy) + "\n",
        StandardOpenOption.APPEND);
    return quickstart.run("lock", quickstart.manifest().toString(), "--quiet");
  }
}
