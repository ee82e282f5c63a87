package dev.envc.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Golden;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.diagnostic.TextRenderer;
import dev.envc.diagnostic.TextRenderer.Colour;
import dev.envc.source.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every code of the language has a fixture: a folder `E0123-what` of spec/conformance/input with a
/// manifest (`main.env.yaml` or `main.envc`), and here what the compiler says of it.
final class ManifestDiagnosticsTest {
  private static final TreeSet<String> BACKENDS = new TreeSet<>(List.of("dir", "nspawn", "oci"));

  @TempDir static Path scratch;

  @TestFactory
  Stream<DynamicTest> fixtures() {
    return Golden.cases("diagnostics").stream()
        .filter(p -> p.getFileName().toString().startsWith("E01"))
        .map(p -> DynamicTest.dynamicTest(p.getFileName().toString(), () -> check(p)));
  }

  private static void check(Path folder) throws IOException {
    var diagnostics = new Diagnostics();
    Path input = Manifests.CONFORMANCE.resolve("input").resolve(folder.getFileName());
    Path manifest = manifest(input);
    ManifestLoader.load(
        manifest,
        new ManifestLoader.Settings(FileAccess.LOCAL, Manifests.parameters(manifest), BACKENDS),
        diagnostics);
    String text =
        new TextRenderer(Colour.OFF)
            .render(diagnostics.toList())
            .replace(input.toString() + "/", "")
            .replace(scratch.toString() + "/", "");
    String code = folder.getFileName().toString().substring(0, 5);
    assertTrue(
        diagnostics.toList().stream().anyMatch(d -> d.code().id().equals(code)),
        () -> "no " + code + " in\n" + text);
    Golden.check(folder.resolve("expected.txt"), text);
  }

  /// Inputs too large to keep are written when the test runs.
  private static Path manifest(Path folder) throws IOException {
    if (folder.getFileName().toString().startsWith("E0103")) {
      Path file = scratch.resolve("main.env.yaml");
      Files.writeString(file, "# long\n".repeat(200_000));
      return file;
    }
    if (folder.getFileName().toString().startsWith("E0169")) {
      for (int i = 0; i <= 500; i++) {
        Files.writeString(
            scratch.resolve("f" + i + ".env.yaml"), "extends: f" + (i + 1) + ".env.yaml\n");
      }
      return scratch.resolve("f0.env.yaml");
    }
    return Manifests.main(folder);
  }

  @Test
  void everyCodeHasAFixture() {
    List<String> fixtures =
        Golden.cases("diagnostics").stream()
            .map(p -> p.getFileName().toString().substring(0, 5))
            .toList();
    List<String> without =
        Arrays.stream(ManifestCode.values())
            .map(ManifestCode::id)
            .filter(id -> !fixtures.contains(id))
            .toList();
    assertEquals(List.of(), without);
  }
}
