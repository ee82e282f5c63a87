package dev.envc.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every example means the same in both forms.
final class ExampleFormsTest {
  private static final Path EXAMPLES = Path.of("../examples");

  @TestFactory
  Stream<DynamicTest> examples() throws IOException {
    try (var files = Files.walk(EXAMPLES)) {
      List<Path> manifests =
          files
              .filter(f -> f.toString().endsWith(".env.yaml") || f.toString().endsWith(".envc"))
              .filter(f -> !f.toString().contains("/common/"))
              .sorted()
              .toList();
      return manifests.stream()
          .map(m -> DynamicTest.dynamicTest(m.toString(), () -> sameInBothForms(m)));
    }
  }

  private static void sameInBothForms(Path manifest) throws IOException {
    Document document =
        Forms.read(
                SourceFile.of(manifest.toString(), Files.readString(manifest)), new Diagnostics())
            .orElseThrow();
    String expected = meaning(manifest, FileAccess.LOCAL);
    for (Document.Form form : Document.Form.values()) {
      String end = form == Document.Form.YAML ? ".env.yaml" : ".envc";
      Path beside = manifest.resolveSibling("converted" + end);
      String text = Formatter.print(document, form);
      assertEquals(expected, meaning(beside, new With(beside, text)), () -> text);
    }
  }

  private static String meaning(Path file, FileAccess files) {
    var diagnostics = new Diagnostics();
    var settings = new ManifestLoader.Settings(files, Map.of(), new TreeSet<>());
    var manifest = ManifestLoader.load(file, settings, diagnostics);
    assertTrue(
        manifest.isPresent(), () -> new TextRenderer(Colour.OFF).render(diagnostics.toList()));
    return manifest.map(Manifest::meaning).orElseThrow();
  }

  /// The file system with one more file.
  private record With(Path file, String text) implements FileAccess {
    @Override
    public byte[] read(Path path, int limit) throws IOException {
      return path.equals(file) ? text.getBytes(StandardCharsets.UTF_8) : LOCAL.read(path, limit);
    }

    @Override
    public Path real(Path path) throws IOException {
      return path.equals(file) ? path.toAbsolutePath().normalize() : LOCAL.real(path);
    }

    @Override
    public boolean exists(Path path) {
      return path.equals(file) || LOCAL.exists(path);
    }
  }
}
