package dev.envc.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.EnvcProcess;
import dev.envc.Golden;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Edit;
import dev.envc.diagnostic.TextRenderer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Manifests that cannot be resolved in a small tree: what is said of each, and that each fix that
/// is offered works when it is written into the manifest. To add one, add a folder with its input.
final class ConflictFilesTest {
  @TempDir static Path shared = Path.of("");

  @TestFactory
  Stream<DynamicTest> conflicts() throws IOException {
    EnvcProcess.copyTree(Golden.RESOURCES.resolve("conflicts/tree"), shared.resolve("tree"));
    EnvcProcess.copyTree(Golden.RESOURCES.resolve("conflicts/overlay"), shared.resolve("overlay"));
    return Golden.cases("conflicts").stream()
        .filter(p -> !p.endsWith("tree") && !p.endsWith("overlay"))
        .map(p -> DynamicTest.dynamicTest(p.getFileName().toString(), () -> fixes(p)));
  }

  private void fixes(Path folder) throws IOException {
    Path input = only(folder, "input");
    Path place = Files.createDirectories(shared.resolve(folder.getFileName().toString()));
    Path manifest = place.resolve(input.getFileName().toString());
    Files.copy(input, manifest);
    Outcome<Compiler.Checked> outcome = check(manifest);
    assertTrue(outcome.value().isEmpty(), "there is no conflict");
    String said = new TextRenderer(TextRenderer.Colour.OFF).render(outcome.diagnostics());
    Golden.check(folder.resolve("said.txt"), said.replace(place + "/", ""));
    List<Edit> edits =
        outcome.diagnostics().stream()
            .filter(Diagnostic::isError)
            .findFirst()
            .orElseThrow()
            .edits();
    for (int n = 1; n <= edits.size(); n++) {
      Files.copy(input, manifest, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      Fixing.Applied applied =
          Fixing.apply(List.of(manifest), outcome.diagnostics(), n).orElseThrow();
      assertEquals(edits.get(n - 1).title(), applied.title());
      Golden.check(folder.resolve(n + "-" + input.getFileName()), Files.readString(manifest));
      Outcome<Compiler.Checked> again = check(manifest);
      assertTrue(
          again.value().isPresent(),
          () ->
              applied
                  + "\n"
                  + new TextRenderer(TextRenderer.Colour.OFF).render(again.diagnostics()));
    }
  }

  private static Outcome<Compiler.Checked> check(Path manifest) throws IOException {
    var settings =
        new CompilerSettings(
            shared.resolve("cache"),
            new ArrayList<>(),
            true,
            "/usr/bin:/bin",
            (_, _, _) -> {},
            Instant.EPOCH);
    try (var compiler = new Compiler(settings)) {
      return compiler.check(List.of(manifest), true, new TreeMap<>());
    }
  }

  private static Path only(Path folder, String start) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(p -> p.getFileName().toString().startsWith(start))
          .findFirst()
          .orElseThrow();
    }
  }
}
