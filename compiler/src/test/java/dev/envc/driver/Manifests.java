package dev.envc.driver;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.ast.Document;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.TextRenderer;
import dev.envc.diagnostic.TextRenderer.Colour;
import dev.envc.frontend.Forms;
import dev.envc.model.Manifest;
import dev.envc.source.FileAccess;
import dev.envc.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Manifests in tests.
final class Manifests {
  static final Path CONFORMANCE = Path.of("../spec/conformance");
  private static final TreeSet<String> BACKENDS =
      new TreeSet<>(List.of("dir", "disk", "nspawn", "oci"));

  private Manifests() {}

  /// The main manifest of a folder.
  static Path main(Path folder) {
    try (var list = Files.list(folder)) {
      return list.filter(f -> f.getFileName().toString().startsWith("main."))
          .filter(f -> !f.toString().endsWith(".txt"))
          .findFirst()
          .orElse(folder.resolve("main.env.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Optional<Manifest> load(Path file, FileAccess files, Diagnostics diagnostics) {
    return ManifestLoader.load(
        file, new ManifestLoader.Settings(files, parameters(file), BACKENDS), diagnostics);
  }

  /// What `--set` gives: the lines of a file `set` beside the manifest.
  static Map<String, String> parameters(Path file) {
    Path set = file.resolveSibling("set");
    var parameters = new TreeMap<String, String>();
    try (var lines = Files.exists(set) ? Files.lines(set) : Stream.<String>empty()) {
      lines.forEach(
          l -> parameters.put(l.substring(0, l.indexOf('=')), l.substring(l.indexOf('=') + 1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return parameters;
  }

  /// What a manifest means; it must have no error.
  static String meaning(Path file, FileAccess files) {
    var diagnostics = new Diagnostics();
    Optional<Manifest> manifest = load(file, files, diagnostics);
    assertTrue(manifest.isPresent(), () -> rendered(diagnostics));
    return manifest.orElseThrow().meaning();
  }

  static Document read(String name, String text) {
    var diagnostics = new Diagnostics();
    var document = Forms.read(SourceFile.of(name, text), diagnostics);
    assertTrue(!diagnostics.hasErrors(), () -> text + "\n" + rendered(diagnostics));
    return document.orElseThrow();
  }

  static String rendered(Diagnostics diagnostics) {
    return new TextRenderer(Colour.OFF).render(diagnostics.toList());
  }

  static String ending(Document.Form form) {
    return form == Document.Form.YAML ? ".env.yaml" : ".envc";
  }
}
