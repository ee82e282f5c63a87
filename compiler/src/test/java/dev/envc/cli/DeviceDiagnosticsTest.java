package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Golden;
import dev.envc.backend.Program;
import dev.envc.diagnostic.DiagnosticCodes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong when images are flashed, booted and signed: a folder each, with the arguments of
/// a command in which `@` stands for the folder. Nothing is written there.
final class DeviceDiagnosticsTest {
  private static final String ARGUMENTS = "arguments.txt";

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> fixtures() {
    return Golden.cases("diagnostics").stream()
        .filter(p -> Files.exists(p.resolve(ARGUMENTS)))
        .map(p -> DynamicTest.dynamicTest(p.getFileName().toString(), () -> check(p)));
  }

  private void check(Path fixture) throws Exception {
    Path folder = Files.createDirectory(directory.resolve(fixture.getFileName().toString()));
    List<Path> before = files(fixture);
    for (Path f : before) {
      Files.copy(fixture.resolve(f), folder.resolve(f));
    }
    if (fixture.getFileName().toString().startsWith("E0826")) {
      makeKey(folder);
    }
    before = files(folder);
    String[] arguments =
        Files.readAllLines(fixture.resolve(ARGUMENTS)).stream()
            .map(a -> a.replaceFirst("^@", folder + "/"))
            .toArray(String[]::new);
    var out = new StringWriter();
    var err = new StringWriter();
    int exit =
        Main.run(
            arguments,
            new Console(new PrintWriter(out), new PrintWriter(err), Terminal.NONE),
            Map.of("PATH", "/usr/bin:/bin"));
    String code = fixture.getFileName().toString().substring(0, 5);
    assertTrue(err.toString().contains("error[" + code + "]"), err.toString());
    assertEquals(DiagnosticCodes.of(code).orElseThrow().exitClass().code(), exit, err.toString());
    assertEquals("", out.toString());
    assertEquals(before, files(folder));
    Golden.check(fixture.resolve("expected.txt"), err.toString().replace(folder + "/", ""));
  }

  /// No private key is kept in the sources.
  private static void makeKey(Path folder) throws Exception {
    Path key = folder.resolve("key.pem");
    Path certificate = folder.resolve("cert.pem");
    Program.run(
        "openssl",
        "req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=updates -keyout %s -out %s"
            .formatted(key, certificate)
            .split(" ", -1));
  }

  private static List<Path> files(Path folder) throws Exception {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(Path::getFileName).filter(f -> !f.endsWith("expected.txt")).sorted().toList();
    }
  }
}
