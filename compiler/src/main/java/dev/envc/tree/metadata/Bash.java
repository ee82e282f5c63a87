package dev.envc.tree.metadata;

import dev.envc.pms.Eapi;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The machine's bash.
record Bash(Path program, int major, int minor) {
  private static final Pattern VERSION = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})\\s*");

  interface Question {
    Optional<Bash> ask(Path program) throws IOException;
  }

  /// The first one in `path`, a list as in the environment variable PATH; empty when there is none
  /// that runs.
  static Optional<Bash> find(String path) throws IOException {
    return find(path, Bash::ask);
  }

  /// As `find(path)`, with `question` for what a program says it is.
  static Optional<Bash> find(String path, Question question) throws IOException {
    for (String directory : (path + File.pathSeparator + "/bin").split(File.pathSeparator, -1)) {
      Path program = Path.of(directory.isEmpty() ? "." : directory, "bash");
      if (program.isAbsolute() && Files.isExecutable(program)) {
        Optional<Bash> bash = question.ask(program.toRealPath());
        if (bash.isPresent()) {
          return bash;
        }
      }
    }
    return Optional.empty();
  }

  String version() {
    return major + "." + minor;
  }

  /// Whether it is what ebuilds of an EAPI may rely on (PMS 5.1).
  boolean runs(Eapi eapi) {
    String[] wanted = eapi.bashVersion().split("\\.", 2);
    int wantedMajor = Integer.parseInt(wanted[0]);
    int wantedMinor = Integer.parseInt(wanted[1]);
    return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
  }

  static Optional<Bash> ask(Path program) throws IOException {
    var builder =
        new ProcessBuilder(
            program.toString(),
            "--noprofile",
            "--norc",
            "-c",
            "echo \"${BASH_VERSINFO[0]}.${BASH_VERSINFO[1]}\"");
    builder.environment().clear();
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process.getOutputStream().close();
    byte[] said = process.getInputStream().readNBytes(64);
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return parse(program, new String(said, StandardCharsets.US_ASCII));
  }

  /// The one that a program is which says `version`.
  static Optional<Bash> parse(Path program, String version) {
    Matcher m = VERSION.matcher(version);
    return m.matches()
        ? Optional.of(new Bash(program, Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2))))
        : Optional.empty();
  }
}
