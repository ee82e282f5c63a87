package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.EnvcProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher where there is no AOT cache: its options must be those that any run may have.
final class LauncherTest {
  @TempDir Path home;

  @Test
  void aRunWithoutACacheStarts() throws Exception {
    Path run = home.resolve("compiler/target/run");
    Path lib = Files.createDirectories(run.resolve("lib"));
    try (Stream<Path> jars = Files.list(Path.of("target/lib"))) {
      for (Path jar : jars.toList()) {
        Files.copy(jar, lib.resolve(jar.getFileName()));
      }
    }
    pack(Path.of("target/classes"), lib.resolve("0-classes.jar"));
    pack(Path.of("../stdlib/src/main/resources"), lib.resolve("0-stdlib.jar"));
    Files.createFile(run.resolve("stamp"));
    Path launcher = Files.copy(Path.of("../envc"), home.resolve("envc"));

    var process =
        EnvcProcess.in(home)
            .with("ENVC_JAVA_HOME", System.getProperty("java.home"))
            .with("PATH", "/usr/bin:/bin");
    var result = process.run("sh", launcher.toString(), "--version").expect(0);
    assertEquals(Version.line() + "\n", result.out());
    // What a cache is trained with is not in this home.
    result = process.run("sh", launcher.toString(), "explain", "E0101").expect(0);
    assertTrue(result.out().startsWith("# "), result.out());
  }

  private static void pack(Path directory, Path jar) throws Exception {
    try (var files = Files.walk(directory);
        var out = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new ZipEntry(directory.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
  }
}
