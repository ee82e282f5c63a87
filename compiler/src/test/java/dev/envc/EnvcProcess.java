package dev.envc;

import dev.envc.backend.archive.PartialFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs envc, or any program, as a process of its own: another directory, user, umask, time zone
/// and locale than the tests have.
public final class EnvcProcess {
  /// What a process said and how it ended.
  public record Result(int exit, String out, String err) {
    public Result expect(int code) {
      if (exit != code) {
        throw new AssertionError(
            "exit code " + exit + ", expected " + code + "\nstdout: " + out + "\nstderr: " + err);
      }
      return this;
    }
  }

  private final Path directory;
  private final Map<String, String> environment = new TreeMap<>();
  private String umask = "022";
  private String user = "";

  private EnvcProcess(Path directory) {
    this.directory = directory;
  }

  public static EnvcProcess in(Path directory) {
    return new EnvcProcess(directory);
  }

  public EnvcProcess with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public EnvcProcess umask(String octal) {
    umask = octal;
    return this;
  }

  /// Runs as that user (the tests run as root then).
  public EnvcProcess as(String userName) {
    user = userName;
    return this;
  }

  /// Runs `envc` with arguments.
  public Result envc(String... arguments) {
    return run(command(arguments));
  }

  /// The command line of `envc` with arguments.
  public static List<String> command(String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                java(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                ProgramFiles.classPath(),
                "dev.envc.cli.Main"));
    command.addAll(List.of(arguments));
    return command;
  }

  /// Runs a program.
  public Result run(String... command) {
    return run(List.of(command));
  }

  public Result run(List<String> command) {
    var full = new ArrayList<String>();
    if (!user.isEmpty()) {
      full.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups", "--"));
    }
    full.addAll(List.of("sh", "-c", "umask " + umask + " && exec \"$@\"", "sh"));
    full.addAll(command);
    return start(full);
  }

  private Result start(List<String> command) {
    try {
      Path out = Files.createTempFile("envc-test", ".out");
      Path err = Files.createTempFile("envc-test", ".err");
      var builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .redirectInput(Path.of("/dev/null").toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(10, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("still running after ten minutes: " + command);
      }
      var result = new Result(process.exitValue(), Files.readString(out), Files.readString(err));
      Files.delete(out);
      Files.delete(err);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /// The compiler's classes and libraries where every user can read them.
  private static final class ProgramFiles {
    private static final Path DIRECTORY = copy();

    static String classPath() {
      return DIRECTORY.resolve("classes") + ":" + DIRECTORY.resolve("lib") + "/*";
    }

    private static Path copy() {
      try {
        Path directory = Files.createTempDirectory("envc-program");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
        copyTree(Path.of("target/classes"), directory.resolve("classes"));
        copyTree(Path.of("../stdlib/src/main/resources"), directory.resolve("classes"));
        copyTree(Path.of("target/lib"), directory.resolve("lib"));
        new ProcessBuilder("chmod", "-R", "a+rX", directory.toString())
            .inheritIO()
            .start()
            .waitFor();
        return directory;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }

  private static void delete(Path directory) {
    try {
      PartialFile.deleteTree(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Copies a directory with all it holds.
  public static void copyTree(Path from, Path to) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(from)) {
      all = walk.sorted().toList();
    }
    for (Path p : all) {
      Path target = to.resolve(from.relativize(p).toString());
      if (Files.isDirectory(p)) {
        Files.createDirectories(target);
      } else {
        Files.copy(p, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
