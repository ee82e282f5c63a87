package com.example.envc.mtree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.backend.ProgressListener;
import dev.envc.driver.BackendInfo;
import dev.envc.driver.CompileRequest;
import dev.envc.driver.Compiled;
import dev.envc.driver.CompiledArtifact;
import dev.envc.driver.Compiler;
import dev.envc.driver.CompilerSettings;
import dev.envc.driver.LockMode;
import dev.envc.driver.Outcome;
import dev.envc.driver.PushTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The jar is found as a plug-in and compiles the quickstart example. The backend is not on the
/// service path of the compiler itself.
final class PluginTest {
  private static final Path JAR = Path.of(System.getProperty("plugin.jar", ""));

  @TempDir private Path scratch = Path.of("");

  @Test
  void theJarIsFoundByName() throws IOException {
    try (var compiler = new Compiler(settings())) {
      List<BackendInfo> all = compiler.backends().value().orElseThrow();
      BackendInfo mtree =
          all.stream().filter(b -> b.name().equals("mtree")).findFirst().orElseThrow();
      assertTrue(all.size() > 1, "the compiler's own backends are there too");
      assertEquals(
          "an mtree(5) specification of every file: type, mode, owner, time, size, digest",
          mtree.description());
    }
  }

  @Test
  void quickstartCompilesWithIt() throws IOException {
    Path example = copy(Path.of("../quickstart"), scratch.resolve("quickstart"));
    var request =
        new CompileRequest(
            List.of(example.resolve("quickstart.env.yaml")),
            "mtree",
            scratch.resolve("out"),
            LockMode.READ,
            List.of("amd64"),
            List.of(),
            new TreeMap<>(),
            PushTarget.NONE);
    try (var compiler = new Compiler(settings())) {
      Outcome<Compiled> outcome = compiler.compile(request);
      CompiledArtifact artifact =
          outcome
              .value()
              .orElseThrow(() -> new AssertionError(outcome.diagnostics().toString()))
              .artifacts()
              .getFirst();
      String text = Files.readString(artifact.path());
      assertTrue(text.contains("\n./bin/sh "), text);
      assertTrue(text.contains("mode=0755"), text);
    }
  }

  private CompilerSettings settings() {
    return new CompilerSettings(
        scratch.resolve("cache"),
        List.of(JAR),
        true,
        System.getenv().getOrDefault("PATH", ""),
        ProgressListener.NONE,
        Instant.EPOCH);
  }

  private static Path copy(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from)) {
      all = walk.sorted().toList();
    }
    for (Path p : all) {
      Path target = to.resolve(from.relativize(p).toString());
      if (Files.isDirectory(p)) {
        Files.createDirectories(target);
      } else {
        Files.copy(p, target);
      }
    }
    return to;
  }
}
