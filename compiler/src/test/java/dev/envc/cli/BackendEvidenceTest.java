package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Artefacts of disks and of plug-ins are signed and attested like those of envc's own backends.
final class BackendEvidenceTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @SuppressWarnings("NullAway.Init")
  private QuickstartCommands quickstart;

  @BeforeEach
  void copy() throws IOException {
    quickstart = new QuickstartCommands(directory);
  }

  @Test
  void ofADisk() throws Exception {
    Files.writeString(
        quickstart.manifest(),
        "  disk: { partitions: [{ name: root, type: root, mount: /, size: 16M }] }\n",
        StandardOpenOption.APPEND);
    attested("disk", "quickstart-amd64.img");
  }

  @Test
  void ofAPlugIn() throws Exception {
    attested("mtree", "quickstart-amd64.mtree", "--plugin", plugin().toString());
  }

  private void attested(String backend, String artifact, String... more) throws Exception {
    String key = quickstart.newKey("key");
    var options = new ArrayList<>(List.of("--arch", "amd64", "--sign", key));
    options.addAll(List.of(more));
    quickstart.compile(backend, "out", options.toArray(String[]::new));
    Path out = directory.resolve("out");
    Path made = out.resolve(artifact);
    for (String bill : List.of("quickstart-amd64.spdx.json", "quickstart-amd64.cdx.json")) {
      assertTrue(Files.readString(out.resolve(bill)).contains("pkg:ebuild/app-misc/greeter"), bill);
    }
    JsonNode provenance = JSON.readTree(Files.readAllBytes(provenance(out)));
    assertEquals("https://slsa.dev/provenance/v1", provenance.path("predicateType").asString());
    String subjects = provenance.path("subject").toString();
    assertTrue(subjects.contains(sha256(made)), subjects);
    String definition = provenance.path("predicate").path("buildDefinition").toString();
    assertTrue(definition.contains("greeter-2.1"), definition);

    var command = new ArrayList<>(List.of("verify", made.toString()));
    command.addAll(List.of("--key", quickstart.publicKey("key")));
    command.addAll(List.of(more));
    QuickstartCommands.Result good = quickstart.run(command.toArray(String[]::new));
    assertEquals(0, good.exit(), good.err());
    Files.write(made, new byte[] {1}, StandardOpenOption.APPEND);
    assertEquals(8, quickstart.run(command.toArray(String[]::new)).exit());
  }

  private static Path provenance(Path out) throws IOException {
    try (Stream<Path> all = Files.list(out)) {
      return all.filter(p -> p.toString().endsWith(".provenance.json")).findFirst().orElseThrow();
    }
  }

  private static String sha256(Path file) throws Exception {
    return java.util.HexFormat.of()
        .formatHex(
            java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  /// That of the tests, also where Surefire starts them from a jar of its own.
  private static String classPath() {
    String own = System.getProperty("java.class.path");
    return System.getProperty("surefire.test.class.path", own);
  }

  /// The jar of examples/backend-mtree, from its sources.
  private Path plugin() throws IOException {
    Path module =
        Path.of(System.getProperty("envc.root", ".."), "examples", "backend-mtree", "src", "main");
    Path classes = Files.createDirectories(directory.resolve("classes"));
    var arguments = new ArrayList<>(List.of("-proc:none", "-cp", classPath(), "-d"));
    arguments.add(classes.toString());
    try (Stream<Path> all = Files.walk(module.resolve("java"))) {
      all.map(Path::toString).filter(p -> p.endsWith(".java")).forEach(arguments::add);
    }
    int exit =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertEquals(0, exit);
    Path jar = directory.resolve("mtree.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path root : List.of(classes, module.resolve("resources"))) {
        try (Stream<Path> all = Files.walk(root)) {
          for (Path file : all.filter(Files::isRegularFile).toList()) {
            out.putNextEntry(new JarEntry(root.relativize(file).toString()));
            Files.copy(file, out);
          }
        }
      }
    }
    return jar;
  }
}
