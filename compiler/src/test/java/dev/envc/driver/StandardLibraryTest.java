package dev.envc.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.TextRenderer;
import dev.envc.diagnostic.TextRenderer.Colour;
import dev.envc.frontend.StandardLibrary;
import dev.envc.model.Environment;
import dev.envc.model.Manifest;
import dev.envc.source.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every module of the standard library resolves in a tree that has its packages, compiles to a
/// directory and an OCI image, and says what it is for.
final class StandardLibraryTest {
  private static final Path FOLDER = Path.of("../stdlib/src/main/resources/dev/envc/std");

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> modules() {
    return StandardLibrary.modules().stream()
        .map(m -> DynamicTest.dynamicTest("std:" + m, () -> compiles(m)));
  }

  private void compiles(String module) throws IOException {
    String source = StandardLibrary.source(module).orElseThrow();
    assertTrue(source.startsWith("# std:" + module + ": "), "the first line says what it is for");
    Path file = directory.resolve("main.env.yaml");
    Files.writeString(
        file,
        """
        envc: 1
        name: test
        arch: amd64
        trees: { gentoo: { directory: tree } }
        profile: gentoo:default
        binhosts: { main: binhost }
        extends: std:%s
        """
            .formatted(module));
    var diagnostics = new Diagnostics();
    Optional<Manifest> manifest =
        ManifestLoader.load(
            file,
            new ManifestLoader.Settings(
                FileAccess.LOCAL,
                required(module),
                new TreeSet<>(List.of("disk", "nspawn", "oci"))),
            diagnostics);
    assertEquals("", new TextRenderer(Colour.OFF).render(diagnostics.toList()));
    resolves(file, manifest.orElseThrow().environments().getFirst(), required(module));
  }

  /// The parameters that a module has no default for.
  private static Map<String, String> required(String module) {
    return module.equals("output/oci-labels")
        ? Map.of("vendor", "Example", "source", "https://example.com/lines")
        : Map.of();
  }

  /// In a tree that has the packages that the module names.
  private void resolves(Path file, Environment environment, Map<String, String> parameters)
      throws IOException {
    ModuleTree.write(directory.resolve("tree"), environment);
    ModuleTree.writeBinhost(directory.resolve("binhost"), environment);
    var settings =
        new CompilerSettings(
            directory.resolve("cache"),
            List.of(),
            true,
            System.getenv("PATH"),
            (_, _, _) -> {},
            Instant.EPOCH);
    try (var compiler = new Compiler(settings)) {
      Outcome<Compiler.Checked> checked =
          compiler.check(List.of(file), true, new TreeMap<>(parameters));
      assertEquals("", new TextRenderer(Colour.OFF).render(checked.diagnostics()));
      assertTrue(checked.value().isPresent());
      for (String backend : List.of("dir", "oci")) {
        compiles(compiler, file, backend, parameters);
      }
    }
  }

  private void compiles(
      Compiler compiler, Path file, String backend, Map<String, String> parameters)
      throws IOException {
    Outcome<Compiled> compiled =
        compiler.compile(
            new CompileRequest(
                List.of(file),
                backend,
                directory.resolve("out"),
                LockMode.UPDATE,
                List.of(),
                List.of(),
                new TreeMap<>(parameters),
                new PushTarget(List.of(), false)));
    String said = new TextRenderer(Colour.OFF).render(compiled.diagnostics());
    assertEquals(1, compiled.value().map(c -> c.artifacts().size()).orElse(0), said);
    assertEquals("", said);
  }

  @Test
  void theListNamesEveryModule() throws IOException {
    try (var files = Files.walk(FOLDER)) {
      List<String> names =
          files
              .map(f -> FOLDER.relativize(f).toString())
              .filter(f -> f.endsWith(".env.yaml"))
              .map(f -> f.substring(0, f.length() - ".env.yaml".length()))
              .sorted()
              .toList();
      assertEquals(names, StandardLibrary.modules());
    }
  }
}
