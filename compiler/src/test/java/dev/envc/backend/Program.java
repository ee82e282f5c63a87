package dev.envc.backend;

import static org.junit.jupiter.api.Assertions.fail;

import dev.envc.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs programs that tests hold artefacts against.
public final class Program {
  private Program() {}

  /// What the program prints, stderr too; the test fails when its exit code is not 0.
  public static String run(String program, String... arguments) throws Exception {
    Result result = attempt(null, program, arguments);
    if (result.code() != 0) {
      fail(program + " " + String.join(" ", arguments) + "\n" + result.output());
    }
    return result.output();
  }

  public record Result(int code, String output) {}

  public static Result attempt(
      @org.jspecify.annotations.Nullable Path directory, String program, String... arguments)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>(List.of(Tool.require(program).toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("program", ".out");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(output.toFile());
      if (directory != null) {
        builder.directory(directory.toFile());
      }
      Process process = builder.start();
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        fail(program + " does not end: " + Files.readString(output));
      }
      return new Result(
          process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }

  /// Whether the tests run as root, which some programs need.
  public static void requireRoot() {
    Tool.requireThat("root".equals(System.getProperty("user.name")), "this test needs root");
  }
}
