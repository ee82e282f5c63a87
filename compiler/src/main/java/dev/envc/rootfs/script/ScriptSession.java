package dev.envc.rootfs.script;

import dev.envc.diagnostic.UserErrorException;
import dev.envc.sandbox.Bubblewrap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Runs the phases of one package in bubblewrap: own user, process, IPC, UTS and network
/// namespaces, user 0, the root writable, `/tmp`, `/var/tmp`, `/run` and `/dev` its own and
/// forgotten. The phases ask, and are answered, line by line.
///
/// @param root the root as it is laid out
/// @param work the package's build directory: `image`, `temp` and so on
public record ScriptSession(ScriptHost host, Path root, Path work, Subject subject) {
  private static final String SEARCH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final int LONGEST_LINE = 1 << 16;
  private static final long MOST_MINUTES = 10;

  /// The package: its environment as bash text, what PMS derives from its name, and the time that
  /// stands for now.
  public record Subject(
      String category, String pf, String eapi, String use, String environment, long time) {}

  /// Who answers.
  public interface Answers {
    /// A line of words with tabs between them; the answer for the script, without line end.
    String answer(List<String> words) throws IOException, UserErrorException;
  }

  /// How it ended: 0 for well, and what it printed.
  public record Ended(int status, Path output) {}

  /// What the phases print: beside the build directory, where no script can put anything else.
  public Path output() {
    return work.resolveSibling(work.getFileName() + ".output");
  }

  /// @throws UserErrorException when the machine or the root has not what is needed
  public Ended run(Answers answers) throws IOException, UserErrorException {
    String bash = bash();
    prepare(bash);
    var builder = new ProcessBuilder(command(bash));
    builder.environment().clear();
    builder.redirectError(output().toFile());
    Process process = builder.start();
    CompletableFuture<Void> limit =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(MOST_MINUTES, TimeUnit.MINUTES));
    try (OutputStream to = process.getOutputStream();
        InputStream from = process.getInputStream()) {
      for (String line = line(from); !line.isEmpty(); line = line(from)) {
        String answer = answers.answer(List.of(line.split("\t", -1)));
        if (!answer.isEmpty()) {
          to.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
          to.flush();
        }
      }
      return new Ended(process.waitFor(), output());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      limit.cancel(false);
      process.destroyForcibly();
    }
  }

  private String bash() throws UserErrorException {
    for (String path : List.of("bin/bash", "usr/bin/bash")) {
      if (Files.isExecutable(root.resolve(path))) {
        return path;
      }
    }
    throw Emulator.missing(
        "the root has no bash when scripts of " + subject.category() + "/" + subject.pf() + " run",
        "Add app-shells/bash to the packages; `@system` has it.");
  }

  private void prepare(String bash) throws IOException {
    for (String directory : List.of("temp", "homedir", "work", "empty", "image", "envc/bin")) {
      Files.createDirectories(work.resolve(directory));
    }
    Path own = work.resolve("envc");
    Files.writeString(own.resolve("environment"), subject.environment());
    for (String name : List.of("phases.bash", "functions.bash")) {
      Files.write(own.resolve(name), resource(name));
    }
    String wrapper =
        "#!/" + bash + " -p\n" + new String(resource("owners.bash"), StandardCharsets.UTF_8);
    for (String name : List.of("chown", "chgrp", "setcap", "install", "date")) {
      Path file = own.resolve("bin").resolve(name);
      Files.writeString(file, wrapper);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private List<String> command(String bash) throws IOException, UserErrorException {
    String build = "/var/tmp/portage/" + subject.category() + "/" + subject.pf();
    var command = new ArrayList<>(Emulator.of(root.resolve(bash), host).prefix());
    command.add(Bubblewrap.find(host.programPath()).toString());
    command.addAll(List.of("--unshare-all", "--uid", "0", "--gid", "0", "--hostname", "envc"));
    command.addAll(List.of("--die-with-parent", "--new-session"));
    for (String capability : List.of("CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "SYS_CHROOT")) {
      command.addAll(List.of("--cap-add", "CAP_" + capability));
    }
    command.addAll(List.of("--bind", root.toString(), "/", "--proc", "/proc", "--dev", "/dev"));
    for (String empty : List.of("/tmp", "/var/tmp", "/run")) {
      command.addAll(List.of("--tmpfs", empty));
    }
    command.addAll(List.of("--bind", work.toString(), build, "--chdir", "/", "--clearenv"));
    variable(command, "ENVC_DIR", build + "/envc");
    variable(command, "ENVC_PATH", build + "/envc/bin:" + SEARCH);
    variable(command, "ENVC_TIME", Long.toString(subject.time()));
    variable(command, "ENVC_CATEGORY", subject.category());
    variable(command, "ENVC_PF", subject.pf());
    variable(command, "ENVC_EAPI", subject.eapi());
    variable(command, "ENVC_USE", subject.use());
    variable(command, "PATH", SEARCH);
    command.addAll(List.of("--", "/" + bash, "--noprofile", "--norc"));
    command.add(build + "/envc/phases.bash");
    return command;
  }

  private static void variable(List<String> command, String name, String value) {
    command.addAll(List.of("--setenv", name, value));
  }

  /// The next line; empty at the end.
  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.write(c);
      if (line.size() > LONGEST_LINE) {
        throw new IOException("a script asks with more than " + LONGEST_LINE + " bytes");
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = ScriptSession.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing");
      }
      return in.readAllBytes();
    }
  }
}
