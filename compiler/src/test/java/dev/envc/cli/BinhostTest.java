package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.EnvcProcess;
import dev.envc.store.signature.Gpg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BinhostTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @Test
  void keysThatAreNoneAreRefusedAtTheirPlace() throws IOException {
    QuickstartCommands quickstart =
        withKeys("rubbish".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    QuickstartCommands.Result result = lock(quickstart);
    assertEquals(7, result.exit(), result.err());
    assertTrue(result.err().contains("error[E0527]"), result.err());
    assertTrue(result.err().contains("quickstart.env.yaml:12:3"), result.err());
  }

  @Test
  void unsignedPackagesOfABinhostWithKeysAreNotLocked() throws Exception {
    var gpg = new Gpg(directory.resolve("gnupg"));
    gpg.key("binhost@example.com", "never");
    byte[] certificates = gpg.certificates("binhost@example.com");
    gpg.stop();
    QuickstartCommands quickstart = withKeys(certificates);
    QuickstartCommands.Result result = lock(quickstart);
    assertEquals(7, result.exit(), result.err());
    assertTrue(result.err().contains("error[E0525]"), result.err());
    assertTrue(Files.notExists(quickstart.manifest().resolveSibling("quickstart.env.lock")));
  }

  /// The lock names it relative to the manifest whose lock it is.
  @Test
  void anImportedManifestNamesABinhostRelativeToItself() throws IOException {
    var quickstart = new QuickstartCommands(directory);
    Path common = quickstart.manifest().resolveSibling("common");
    Files.createDirectories(common);
    Files.writeString(
        common.resolve("binhosts.env.yaml"),
        "binhosts:\n  amd64: ../binhost/amd64\n  arm64: ../binhost/arm64\n");
    Files.writeString(
        quickstart.manifest(),
        Files.readString(quickstart.manifest())
            .replaceFirst("(?s)binhosts:.*?\n\n", "extends: [common/binhosts.env.yaml]\n\n"));
    assertEquals(0, lock(quickstart).exit(), lock(quickstart).err());
    String lock = Files.readString(quickstart.manifest().resolveSibling("quickstart.env.lock"));
    assertTrue(lock.contains("  location: binhost/amd64\n"), lock);
    QuickstartCommands.Result compiled =
        quickstart.run(
            "compile",
            quickstart.manifest().toString(),
            "--backend",
            "dir",
            "--arch",
            "amd64",
            "--output",
            directory.resolve("out").toString());
    assertEquals(0, compiled.exit(), compiled.err());
  }

  @Test
  void variantsOfOneArchMayTakeABinhostFromDifferentPlaces() throws IOException {
    var quickstart = new QuickstartCommands(directory);
    EnvcProcess.copyTree(directory.resolve("q/binhost"), directory.resolve("q/other"));
    Files.writeString(
        quickstart.manifest(),
        "\nvariants:\n  dev: { binhosts: { amd64: other/amd64 } }\n",
        java.nio.file.StandardOpenOption.APPEND);
    assertEquals(0, lock(quickstart).exit(), lock(quickstart).err());
    String lock = Files.readString(quickstart.manifest().resolveSibling("quickstart.env.lock"));
    assertTrue(lock.contains("- name: amd64-amd64\n  location: binhost/amd64\n"), lock);
    assertTrue(lock.contains("- name: amd64-amd64-dev\n  location: other/amd64\n"), lock);
    assertTrue(lock.contains("    binhost: amd64-amd64-dev\n"), lock);
  }

  private QuickstartCommands withKeys(byte[] keys) throws IOException {
    var quickstart = new QuickstartCommands(directory);
    Files.write(quickstart.manifest().resolveSibling("keys.asc"), keys);
    Files.writeString(
        quickstart.manifest(),
        Files.readString(quickstart.manifest())
            .replace("amd64: binhost/amd64", "amd64: { url: binhost/amd64, keys: keys.asc }"));
    return quickstart;
  }

  private static QuickstartCommands.Result lock(QuickstartCommands quickstart) {
    return quickstart.run("lock", quickstart.manifest().toString(), "--quiet");
  }
}
