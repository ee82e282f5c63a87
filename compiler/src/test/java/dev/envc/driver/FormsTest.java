package dev.envc.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Golden;
import dev.envc.ast.Document;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.TextRenderer;
import dev.envc.diagnostic.TextRenderer.Colour;
import dev.envc.frontend.Formatter;
import dev.envc.frontend.Forms;
import dev.envc.model.Manifest;
import dev.envc.source.FileAccess;
import dev.envc.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// For each manifest of the corpus: its meaning, its canonical text, its text in the other form,
/// and that all of these mean the same.
final class FormsTest {
  @TestFactory
  Stream<DynamicTest> corpus() {
    return Golden.cases("manifests").stream()
        .map(p -> DynamicTest.dynamicTest(p.getFileName().toString(), () -> check(p)));
  }

  private static void check(Path folder) throws IOException {
    Path input = folder.resolve("main.env.yaml");
    if (Files.notExists(input)) {
      input = folder.resolve("main.envc");
    }
    Document written = read(input.toString(), Files.readString(input));
    Golden.check(folder.resolve("meaning.txt"), meaning(input));
    for (Document.Form form : Document.Form.values()) {
      String end = form == Document.Form.YAML ? ".env.yaml" : ".envc";
      Path output = folder.resolve("formatted" + end);
      String text = Formatter.print(written, form);
      Golden.check(output, text);
      assertEquals(meaning(input), meaning(output), output.toString());
      Document again = read(output.toString(), text);
      assertEquals(text, Formatter.format(again), "formatting twice changes " + output);
      for (Document.Form other : Document.Form.values()) {
        String back = Formatter.print(again, other);
        Path temporary =
            folder.resolve("roundtrip" + (other == Document.Form.YAML ? ".env.yaml" : ".envc"));
        Files.writeString(temporary, back);
        try {
          assertEquals(meaning(input), meaning(temporary), "to " + other + " and back");
        } finally {
          Files.delete(temporary);
        }
      }
    }
  }

  private static Document read(String name, String text) {
    var diagnostics = new Diagnostics();
    var document = Forms.read(SourceFile.of(name, text), diagnostics);
    assertTrue(!diagnostics.hasErrors(), () -> rendered(diagnostics));
    return document.orElseThrow();
  }

  private static String meaning(Path file) {
    var diagnostics = new Diagnostics();
    var settings =
        new ManifestLoader.Settings(
            FileAccess.LOCAL, Map.of(), new TreeSet<>(List.of("oci", "nspawn", "disk")));
    return ManifestLoader.load(file, settings, diagnostics)
        .map(Manifest::meaning)
        .orElseGet(() -> rendered(diagnostics));
  }

  private static String rendered(Diagnostics diagnostics) {
    return new TextRenderer(Colour.OFF).render(diagnostics.toList());
  }
}
