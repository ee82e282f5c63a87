package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FixTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @SuppressWarnings("NullAway.Init")
  private QuickstartCommands quickstart;

  private String before = "";

  @BeforeEach
  void aSlip() throws IOException {
    quickstart = new QuickstartCommands(directory);
    String good = Files.readString(quickstart.manifest());
    before =
        "\uFEFF" + good.replace("net-misc/tinyping", "net-misc/tinypong").replace("\n", "\r\n");
    Files.writeString(quickstart.manifest(), before);
  }

  private QuickstartCommands.Result lock(String... more) {
    var arguments = new String[more.length + 3];
    arguments[0] = "lock";
    System.arraycopy(more, 0, arguments, 1, more.length);
    arguments[more.length + 1] = quickstart.manifest().toString();
    arguments[more.length + 2] = "--quiet";
    return quickstart.run(arguments);
  }

  @Test
  void theFirstFixIsWrittenAndTheLockToo() throws IOException {
    Files.setPosixFilePermissions(
        quickstart.manifest(), PosixFilePermissions.fromString("rw-r-----"));
    QuickstartCommands.Result result = lock("--fix");
    assertEquals(0, result.exit(), result.err());
    assertTrue(result.err().contains("changed: Ask for `net-misc/tinyping`"), result.err());
    assertEquals(before.replace("tinypong", "tinyping"), Files.readString(quickstart.manifest()));
    assertEquals(
        "rw-r-----",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(quickstart.manifest())));
    assertTrue(Files.exists(directory.resolve("q/quickstart.env.lock")));
  }

  @Test
  void anotherFixMayBeAskedFor() throws IOException {
    assertEquals(0, lock("--fix", "--nth", "2").exit());
    assertEquals(
        before.replace("  - net-misc/tinypong\r\n", ""), Files.readString(quickstart.manifest()));
  }

  @Test
  void withoutTheOptionOrSuchAFixNothingIsWritten() throws IOException {
    assertEquals(5, lock().exit());
    assertEquals(5, lock("--fix", "--nth", "3").exit());
    assertEquals(before, Files.readString(quickstart.manifest()));
    assertTrue(Files.notExists(directory.resolve("q/quickstart.env.lock")));
  }
}
