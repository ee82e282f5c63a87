package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.EnvcProcess;
import dev.envc.Golden;
import dev.envc.Tool;
import dev.envc.backend.Program;
import dev.envc.diagnostic.DiagnosticCodes;
import dev.envc.diagnostic.DiskCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong with a disk image, through the command line: a fixture each of `E08..`, laid
/// over the quickstart example. Nothing is left in the output folder.
final class DiskDiagnosticsTest {
  private static final String TOOL = "E0812";

  @TempDir static Path directory;

  @TestFactory
  Stream<DynamicTest> fixtures() throws Exception {
    var quickstart = new QuickstartCommands(directory);
    return Golden.cases("diagnostics").stream()
        .filter(p -> p.getFileName().toString().matches("E08[01].*"))
        .filter(p -> !p.getFileName().toString().startsWith(TOOL))
        .map(p -> DynamicTest.dynamicTest(p.getFileName().toString(), () -> check(quickstart, p)));
  }

  private static void check(QuickstartCommands quickstart, Path folder) throws Exception {
    Path out = directory.resolve("out");
    QuickstartCommands.Result result = quickstart.run(arguments(manifest(folder), out));
    String code = folder.getFileName().toString().substring(0, 5);
    assertTrue(result.err().contains("error[" + code + "]"), result.err());
    assertEquals(
        DiagnosticCodes.of(code).orElseThrow().exitClass().code(), result.exit(), result.err());
    assertEquals("", result.out());
    assertEmpty(out);
    Golden.check(folder.resolve("expected.txt"), result.err());
  }

  private static Path manifest(Path folder) throws Exception {
    Path manifest = directory.resolve("q/device.env.yaml");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path f : files.filter(f -> !f.endsWith("expected.txt")).toList()) {
        Path to = f.endsWith("main.env.yaml") ? manifest : manifest.resolveSibling(f.getFileName());
        Files.copy(f, to, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return manifest;
  }

  private static String[] arguments(Path manifest, Path out) {
    return new String[] {
      "compile", manifest.toString(), "-q", "--update", "-b", "disk", "-o", out.toString()
    };
  }

  private static void assertEmpty(Path out) throws Exception {
    if (Files.exists(out)) {
      try (Stream<Path> left = Files.list(out)) {
        assertEquals(List.of(), left.toList());
      }
    }
  }

  /// In a mount namespace in which the program cannot be run.
  @Test
  void aMissingTool() throws Exception {
    Program.requireRoot();
    var quickstart = new QuickstartCommands(Files.createDirectory(directory.resolve("tool")));
    Path folder = Golden.RESOURCES.resolve("diagnostics/E0812-tool-missing");
    Files.copy(folder.resolve("main.env.yaml"), quickstart.manifest().resolveSibling("d.env.yaml"));
    String tool = Tool.require("tar2sqfs").toString();
    Path out = directory.resolve("tool/out");
    var result =
        namespace(
            "mount --bind /dev/null " + tool,
            arguments(quickstart.manifest().resolveSibling("d.env.yaml"), out));
    assertEquals(10, result.exit(), result.err());
    Golden.check(folder.resolve("expected.txt"), result.err());
    assertEmpty(out);
  }

  /// In a mount namespace in which the program is another one.
  @Test
  void aToolThatFails() throws Exception {
    Program.requireRoot();
    var quickstart = new QuickstartCommands(Files.createDirectory(directory.resolve("fails")));
    Path manifest = quickstart.manifest().resolveSibling("d.env.yaml");
    Files.copy(Golden.RESOURCES.resolve("diagnostics/E0812-tool-missing/main.env.yaml"), manifest);
    Path out = directory.resolve("fails/out");
    var result =
        namespace("mount --bind /bin/false " + Tool.require("tar2sqfs"), arguments(manifest, out));
    assertEquals(10, result.exit(), result.err());
    assertTrue(
        result.err().contains("error[E0813]: tar2sqfs failed with exit code 1."), result.err());
    assertEmpty(out);
  }

  /// The file system of the output folder is smaller than the image.
  @Test
  void aFullDisk() throws Exception {
    Program.requireRoot();
    var quickstart = new QuickstartCommands(Files.createDirectory(directory.resolve("full")));
    Path manifest = quickstart.manifest().resolveSibling("d.env.yaml");
    Files.writeString(
        manifest,
        """
        envc: 1
        name: device
        extends: [quickstart.env.yaml]
        arch: arm64
        outputs:
          disk:
            partitions:
              - { name: root, type: root, mount: /, size: 512M }
        """);
    Path out = Files.createDirectory(directory.resolve("full/out"));
    var result =
        namespace(
            "trap 'find %1$s -mindepth 1' EXIT; mount -t tmpfs -o size=1m tmpfs %1$s"
                .formatted(out),
            arguments(manifest, out));
    assertEquals(10, result.exit(), result.err());
    assertTrue(result.err().contains("error[E0901]"), result.err());
    assertFalse(result.out().contains(out.toString()), result.out());
  }

  /// Runs envc after a command of a shell that has mounts of its own.
  private static EnvcProcess.Result namespace(String before, String... arguments) {
    List<String> command = new ArrayList<>(List.of("unshare", "-m", "sh", "-c"));
    command.add(before + "; \"$@\"");
    command.add("sh");
    List<String> envc = new ArrayList<>(EnvcProcess.command(arguments));
    envc.addAll(List.of("--cache-dir", directory.resolve("namespace-cache").toString()));
    command.addAll(envc);
    return EnvcProcess.in(directory).run(command);
  }

  /// E0813 needs a program that fails, E0821, E0822, E0823 and E0825 a device: other tests have
  /// them.
  @Test
  void everyOtherCodeHasAFixture() {
    List<String> fixtures =
        Golden.cases("diagnostics").stream()
            .map(p -> p.getFileName().toString().substring(0, 5))
            .toList();
    List<String> without =
        Arrays.stream(DiskCode.values())
            .map(c -> c.id())
            .filter(id -> !id.matches("E08(13|21|22|23|25)") && !fixtures.contains(id))
            .toList();
    assertEquals(List.of(), without);
  }
}
