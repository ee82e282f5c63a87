package dev.envc.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.envc.ast.Document.Form;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Coverage-guided fuzzing of both front ends by Jazzer, in a JVM of its own with little memory and
/// the default stack, from the corpus and all fixtures. It is a fixed number of inputs from a fixed
/// seed, so that one commit gives one result: neither the speed of the machine, nor the order of a
/// directory, nor what an earlier run found has a part in it. The inputs depend on all that is
/// instrumented, so another version of the compiler, or another class path, tries others. That is
/// why `-Denvc.fuzz.seconds=3600` makes a long run of it, whose seed is another each time and which
/// keeps what is new to it in target/fuzz/corpus; what either finds lies in target/fuzz.
final class FormsFuzzTest {
  private static final Path WORK = Path.of("target/fuzz");

  /// What Jazzer says of a class that it cannot read; those of the test itself are not copied.
  private static final Pattern UNSEEN =
      Pattern.compile("Failed to instrument dev/envc/(?!driver/(FormsFuzz|Manifests))");

  /// Java 23.
  private static final int NEWEST_CLASS_FILE = 67;

  private static final Path FINDINGS = Path.of("src/test/resources/fuzz/findings");

  /// How many inputs are tried, the manifests of the repository among them: a minute or two.
  private static final int RUNS = 4000;

  @Test
  void onlyDiagnostics() throws IOException, InterruptedException {
    Files.createDirectories(WORK);
    Path log = WORK.resolve("log");
    Process process =
        new ProcessBuilder(command())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int exit = process.waitFor();
    assertEquals(0, exit, () -> tail(log));
    String said = Files.readString(log, StandardCharsets.ISO_8859_1);
    assertFalse(UNSEEN.matcher(said).find(), "the compiler is not seen");
  }

  /// What the fuzzer found once stays a test.
  @TestFactory
  Stream<DynamicTest> findings() throws IOException {
    try (var files = Files.list(FINDINGS)) {
      return files.sorted().toList().stream()
          .map(
              f ->
                  DynamicTest.dynamicTest(
                      f.getFileName().toString(),
                      () -> FormsFuzz.check(form(f), Files.readAllBytes(f))));
    }
  }

  private static Form form(Path manifest) {
    return manifest.toString().endsWith(".envc") ? Form.DSL : Form.YAML;
  }

  /// The compiler's classes with the version of class files that Jazzer's library reads; without
  /// preview features nothing else tells the two versions apart.
  private static Path readable() throws IOException {
    Path to = WORK.resolve("classes");
    Path from =
        Path.of(ManifestLoader.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    try (var files = Files.walk(from)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[7] = (byte) Math.min(bytes[7], NEWEST_CLASS_FILE);
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.write(copy, bytes);
      }
    }
    return to;
  }

  private static List<String> command() throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:+EnableDynamicAgentLoading",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            readable() + ":" + System.getProperty("java.class.path"),
            "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + FormsFuzz.class.getName(),
            "--instrumentation_includes=dev.envc.**:org.snakeyaml.**:org.antlr.**",
            "--reproducer_path=" + WORK,
            "-artifact_prefix=" + WORK + "/",
            "-dict=src/test/resources/fuzz/words.dict",
            "-max_len=4000",
            "-timeout=20",
            "-rss_limit_mb=0",
            "-seed_inputs=@" + seeds()));
    command.addAll(bounds());
    return command;
  }

  /// The limit of time is for a machine that is ten times slower.
  private static List<String> bounds() throws IOException {
    Optional<Integer> seconds = Optional.ofNullable(Integer.getInteger("envc.fuzz.seconds"));
    if (seconds.isEmpty()) {
      return List.of("-seed=1", "-runs=" + RUNS, "-max_total_time=900");
    }
    Path corpus = Files.createDirectories(WORK.resolve("corpus"));
    return List.of("-max_total_time=" + seconds.get(), corpus.toString());
  }

  /// A list of files: every manifest of the repository, with the byte of its form, in the order of
  /// their names, which a directory would not keep.
  private static Path seeds() throws IOException {
    Path folder = Files.createDirectories(WORK.resolve("seeds"));
    var seeds = new ArrayList<String>();
    for (Path manifest : ManifestFormsTest.all()) {
      var seed = new ByteArrayOutputStream();
      seed.write(form(manifest) == Form.YAML ? 0 : 1);
      seed.write(Files.readAllBytes(manifest));
      Path file = folder.resolve(seeds.size() + "-" + manifest.getFileName());
      seeds.add(Files.write(file, seed.toByteArray()).toString());
    }
    return Files.writeString(WORK.resolve("seeds.list"), String.join(",", seeds));
  }

  private static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
      int from = Math.max(0, lines.size() - 60);
      return String.join("\n", lines.subList(from, lines.size()));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
