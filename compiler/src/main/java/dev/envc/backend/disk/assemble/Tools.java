package dev.envc.backend.disk.assemble;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.DiskCode;
import dev.envc.diagnostic.UserErrorException;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Programs of the machine that write what envc does not write itself. Each runs without the user's
/// environment, so that only its arguments and input count.
public final class Tools {
  private static final String FOLDERS =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private Tools() {}

  /// Writes a program's standard input.
  @FunctionalInterface
  public interface Input {
    void write(OutputStream out) throws IOException;
  }

  /// Where a program lies, if it is installed.
  public static Optional<Path> find(String program) {
    for (String folder : FOLDERS.split(File.pathSeparator, -1)) {
      Path candidate = Path.of(folder, program);
      if (Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /// Runs a program to its end.
  ///
  /// @throws UserErrorException when it is not installed (`packages` says what brings it) or fails
  public static void run(
      String program, List<String> arguments, String packages, Input input, Map<String, String> env)
      throws IOException, UserErrorException {
    Path path = find(program).orElse(null);
    if (path == null) {
      throw new UserErrorException(
          Diagnostic.error(DiskCode.TOOL_MISSING, "The program " + program + " is not installed.")
              .hint("Install " + packages + "."));
    }
    List<String> command = new ArrayList<>(List.of(path.toString()));
    command.addAll(arguments);
    Path log = Files.createTempFile("envc-", ".log");
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(log.toFile());
      builder.environment().clear();
      builder.environment().putAll(Map.of("PATH", FOLDERS, "LC_ALL", "C.UTF-8", "TZ", "UTC"));
      builder.environment().putAll(env);
      int exit = feed(builder.start(), input);
      if (exit != 0) {
        throw failed(program, exit, log);
      }
    } finally {
      Files.delete(log);
    }
  }

  private static int feed(Process process, Input input) throws IOException {
    try (OutputStream in = process.getOutputStream()) {
      input.write(in);
    } catch (IOException e) {
      if (process.isAlive()) {
        process.destroyForcibly();
        throw e;
      }
    }
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new IOException("interrupted", e);
    }
  }

  private static UserErrorException failed(String program, int exit, Path log) throws IOException {
    Diagnostic d =
        Diagnostic.error(DiskCode.TOOL_FAILED, program + " failed with exit code " + exit + ".");
    List<String> lines = Files.readString(log, StandardCharsets.ISO_8859_1).lines().toList();
    for (String line : lines.subList(Math.max(0, lines.size() - 8), lines.size())) {
      d = d.note(line);
    }
    return new UserErrorException(d);
  }
}
