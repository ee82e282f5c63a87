package dev.envc.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Golden;
import dev.envc.ast.Document;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.frontend.Formatter;
import dev.envc.model.Manifest;
import dev.envc.source.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The golden corpus of the language, spec/conformance: from each folder of `input` the meaning or
/// the diagnostics, and the canonical text in both forms.
final class ConformanceTest {
  private static final Path INPUT = Manifests.CONFORMANCE.resolve("input");
  private static final Path OUTPUT = Manifests.CONFORMANCE.resolve("output");

  @TestFactory
  Stream<DynamicTest> corpus() throws IOException {
    return Golden.folders(INPUT).stream()
        .filter(p -> Files.exists(Manifests.main(p)))
        .map(p -> DynamicTest.dynamicTest(p.getFileName().toString(), () -> check(p)));
  }

  private static void check(Path folder) throws IOException {
    Path main = Manifests.main(folder);
    Path output = OUTPUT.resolve(folder.getFileName());
    var diagnostics = new Diagnostics();
    Optional<Manifest> manifest = Manifests.load(main, FileAccess.LOCAL, diagnostics);
    String found = places(diagnostics, folder);
    Path expected = output.resolve("diagnostics.txt");
    if (!found.isEmpty() || Files.exists(expected)) {
      Golden.check(expected, found);
    }
    if (manifest.isPresent()) {
      Golden.check(output.resolve("meaning.txt"), manifest.get().meaning());
      forms(main, output, manifest.get().meaning());
    } else {
      assertTrue(diagnostics.hasErrors(), "neither a meaning nor an error");
    }
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String places(Diagnostics diagnostics, Path folder) {
    return diagnostics.toList().stream()
        .map(
            d ->
                d.code().id()
                    + " "
                    + d.severity().name().toLowerCase(Locale.ROOT)
                    + d.span().map(s -> " " + s).orElse("")
                    + "\n")
        .map(l -> l.replace(folder + "/", ""))
        .collect(Collectors.joining());
  }

  private static void forms(Path main, Path output, String meaning) throws IOException {
    Document written = Manifests.read(main.toString(), withoutMark(Files.readString(main)));
    for (Document.Form form : Document.Form.values()) {
      String name = "formatted" + Manifests.ending(form);
      String text = Formatter.print(written, form);
      Golden.check(output.resolve(name), text);
      Path beside = main.resolveSibling(name);
      assertEquals(meaning, Manifests.meaning(beside, new Overlay(beside, text)), () -> text);
    }
    Path twin = main.resolveSibling("twin.env.yaml");
    if (Files.exists(twin)) {
      assertEquals(meaning, Manifests.meaning(twin, FileAccess.LOCAL), "the twin");
    }
  }

  @Test
  void everyOutputHasAnInput() {
    assertEquals(
        Golden.folders(OUTPUT).stream()
            .map(Path::getFileName)
            .filter(ConformanceTest::orphan)
            .toList(),
        java.util.List.of());
  }

  private static boolean orphan(Path name) {
    return Files.notExists(INPUT.resolve(name));
  }
}
