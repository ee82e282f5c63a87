package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
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
    assertTrue(result.err().matches("(?s).* is of [0-9]{4}-[0-9]{2}-[0-9]{2}, .*"), result.err());
  }

  @Test
  void aTooOldTreeFails() throws IOException {
    QuickstartCommands.Result result = lock("max-tree-age: { warn: 1d, fail: 2d }");
    assertEquals(9, result.exit(), result.err());
    assertTrue(result.err().contains("error[E1001]"), result.err());
    List<String> lines = result.err().lines().toList();
    int carets =
        lines.indexOf(lines.stream().filter(l -> l.contains("^")).findFirst().orElseThrow());
    assertEquals(
        lines.get(carets - 1).indexOf("2d"), lines.get(carets).indexOf("^^"), result.err());
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

  @Test
  void aSetuidProgramIsWarnedOf() throws IOException {
    QuickstartCommands.Result result = compile("require-reasons: false");
    assertEquals(0, result.exit(), result.err());
    assertTrue(result.err().contains("warning[E0609]"), result.err());
    assertTrue(result.err().contains("/usr/bin/helper"), result.err());
  }

  @Test
  void aSetuidProgramThatThePolicyAllowsIsNot() throws IOException {
    QuickstartCommands.Result result = compile("setuid: [/usr/bin/helper]");
    assertEquals(0, result.exit(), result.err());
    assertTrue(!result.err().contains("/usr/bin/helper"), result.err());
  }

  @Test
  void aSetuidProgramThatIsNotOnTheListFailsTheArtefact() throws IOException {
    QuickstartCommands.Result result = compile("setuid: [/bin/su]");
    assertEquals(9, result.exit(), result.err());
    assertTrue(result.err().contains("error[E0608]"), result.err());
    assertTrue(result.err().contains("/usr/bin/helper"), result.err());
    try (var made = Files.list(directory.resolve("out"))) {
      assertEquals(List.of(), made.toList());
    }
  }

  @Test
  void whatTheAuditFoundIsToldAfterTheCompile() throws IOException {
    QuickstartCommands.Result result =
        compile("waivers: { /usr/bin/helper: it drops its rights at once }");
    assertEquals(0, result.exit(), result.err());
    assertTrue(!result.err().contains("/usr/bin/helper"), result.err());
    assertTrue(
        result.out().contains("permissions of quickstart for amd64: 1 capabilities, 1 waived\n"),
        result.out());
  }

  @Test
  void aCheckFailsWhereThePolicySaysSo() throws IOException {
    QuickstartCommands.Result result = compile("permissions: { setuid: fail }");
    assertEquals(9, result.exit(), result.err());
    assertTrue(result.err().contains("error[E0610]"), result.err());
    assertTrue(result.err().contains("waivers: { /usr/bin/helper: REASON }"), result.err());
  }

  /// The story envc comes from: one closed directory on the way, and nothing but root works.
  @Test
  void aClosedDirectoryOnTheWayStopsTheCompile() throws IOException {
    QuickstartCommands.Result result =
        compile("/usr: { directory: true, mode: \"0700\" }", "require-reasons: false");
    assertEquals(9, result.exit(), result.err());
    assertTrue(result.err().contains("error[E0610]"), result.err());
    assertTrue(result.err().contains("/usr: manifest, 0700 0:0. Only root may enter it, and"));
  }

  @Test
  void aMaskWithoutReasonFails() throws IOException {
    var quickstart = new QuickstartCommands(directory);
    String text = "\nmask: [app-misc/absent]\npolicy: { require-reasons: true }\n";
    Files.writeString(quickstart.manifest(), text, StandardOpenOption.APPEND);
    QuickstartCommands.Result result = quickstart.run("check", quickstart.manifest().toString());
    assertEquals(9, result.exit(), result.err());
    assertTrue(result.err().contains("error[E0152]"), result.err());
  }

  /// One policy that every line extends; a line cannot be rid of it by adding to its lists.
  @Test
  void aPolicyIsSharedByAllLines() throws IOException {
    var quickstart = new QuickstartCommands(directory);
    Files.writeString(
        directory.resolve("q/policy.envc"),
        """
        module {
          policy {
            licenses force [MIT] because "audit of 2026"
            forbid { dev-libs/tinywords because "too wordy" }
          }
        }
        """);
    String base = Files.readString(quickstart.manifest()) + "\nextends: policy.envc\n";
    for (String line : List.of("line1", "line2")) {
      Path manifest = directory.resolve("q/" + line + ".env.yaml");
      String own = "policy: { licenses: [\"*\"] }\n";
      Files.writeString(manifest, base.replace("name: quickstart", "name: " + line) + own);
      QuickstartCommands.Result result = quickstart.run("lock", manifest.toString(), "--quiet");
      assertEquals(9, result.exit(), result.err());
      assertTrue(result.err().contains("error[E1003]"), result.err());
      assertTrue(result.err().contains("Q/policy.envc:4:14"), result.err());
    }
  }

  private QuickstartCommands.Result compile(String policy) throws IOException {
    return compile("/usr/bin/helper: { text: \"#!/bin/sh\", mode: \"4755\" }", policy);
  }

  private QuickstartCommands.Result compile(String file, String policy) throws IOException {
    var quickstart = new QuickstartCommands(directory);
    Files.writeString(
        quickstart.manifest(),
        """

        files: { %s }
        policy: { %s }
        """
            .formatted(file, policy),
        StandardOpenOption.APPEND);
    Path out = Files.createDirectories(directory.resolve("out"));
    return quickstart.run(
        "compile",
        quickstart.manifest().toString(),
        "--backend",
        "dir",
        "--arch",
        "amd64",
        "--output",
        out.toString(),
        "--quiet");
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
