package dev.envc.rootfs.script;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.RootfsCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.sandbox.Bubblewrap;
import dev.envc.sandbox.Emulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// Runs the phases of one package, each in a bubblewrap of its own: own user, process, IPC, UTS and
/// network namespaces, user 0, the root writable, `/tmp`, `/var/tmp`, `/run` and `/dev` its own and
/// forgotten. A phase asks, and is answered, line by line. Its variables and functions go to the
/// next one by a file, as Portage hands them on; its processes end with it.
///
/// @param root the root as it is laid out
/// @param work the package's build directory: `image`, `temp` and so on. What is beside it under
///   its name with an ending is envc's: `.own`, which scripts only read, `.state`, `.output`
public record ScriptSession(ScriptHost host, Path root, Path work, Subject subject) {
  private static final String SEARCH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final String OWN = "/var/tmp/envc";
  private static final String STATE = "/var/tmp/envc-state";

  /// What the sandbox puts something of its own upon.
  private static final List<String> PLACES = List.of("proc", "dev", "tmp", "run", "var", "var/tmp");

  private static final int LONGEST_LINE = 1 << 16;

  /// The package: its environment as bash text, what PMS derives from its name, and the time that
  /// stands for now.
  public record Subject(
      String category, String pf, String eapi, String use, String environment, long time) {}

  /// Who answers.
  public interface Answers {
    /// A line of words with tabs between them; the answer for the script, without line end, empty
    /// for none.
    String answer(List<String> words) throws IOException, UserErrorException;
  }

  /// What the phases print: out of the reach of scripts.
  public Path output() {
    return beside(".output");
  }

  /// What the phases asked to be done to owners: a file in a directory that scripts can write to
  /// and not replace.
  public Path owners() {
    return beside(".state").resolve("owners");
  }

  /// Makes what the phases need; once, before the first.
  public void prepare() throws IOException, UserErrorException {
    for (String directory : List.of("temp", "homedir", "work", "empty", "image")) {
      Files.createDirectories(work.resolve(directory));
    }
    Files.createDirectories(beside(".state"));
    Files.writeString(beside(".state").resolve("environment"), subject.environment());
    Path own = Files.createDirectories(beside(".own"));
    for (String name : List.of("phases.bash", "functions.bash")) {
      Files.write(own.resolve(name), resource(name));
    }
    String wrapper =
        "#!/" + bash() + " -p\n" + new String(resource("owners.bash"), StandardCharsets.UTF_8);
    Path programs = Files.createDirectories(own.resolve("bin"));
    for (String name : List.of("chown", "chgrp", "setcap", "install", "date")) {
      Path file = programs.resolve(name);
      Files.writeString(file, wrapper);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /// Runs one phase. When this returns, or throws, no process of it is left.
  ///
  /// @param phase such as `pkg_setup`
  /// @return its exit status; 0 only when the phase came to its end
  /// @throws UserErrorException when the machine or the root has not what is needed
  public int run(String phase, Answers answers) throws IOException, UserErrorException {
    String bash = bash();
    checkPlaces();
    var builder = new ProcessBuilder(command(bash, phase));
    builder.environment().clear();
    builder.redirectError(Redirect.appendTo(output().toFile()));
    boolean ended = false;
    try (var confined = new Confined(builder, host.longest());
        OutputStream to = confined.process().getOutputStream();
        InputStream from = confined.process().getInputStream()) {
      for (String line = line(from); !line.isEmpty(); line = line(from)) {
        ended |= line.equals("end\t" + phase);
        String answer = answers.answer(List.of(line.split("\t", -1)));
        if (!answer.isEmpty()) {
          to.write((answer + "\n").getBytes(StandardCharsets.UTF_8));
          to.flush();
        }
      }
      int status = confined.await();
      return status != 0 || ended ? status : 1;
    }
  }

  private Path beside(String ending) {
    return work.resolveSibling(work.getFileName() + ending);
  }

  private String bash() throws UserErrorException {
    for (String path : List.of("bin/bash", "usr/bin/bash")) {
      if (Files.isExecutable(root.resolve(path))) {
        return path;
      }
    }
    throw missing(
        "the root has no bash when scripts of " + subject.category() + "/" + subject.pf() + " run",
        "Add app-shells/bash to the packages; `@system` has it.");
  }

  /// Where the sandbox puts its own directories the root must have directories, too: a link could
  /// lead bubblewrap out of the root.
  private void checkPlaces() throws UserErrorException {
    for (String place : PLACES) {
      if (Files.isSymbolicLink(root.resolve(place))) {
        throw missing(
            "/%s of the root is a link when scripts of %s/%s run"
                .formatted(place, subject.category(), subject.pf()),
            "Name what makes it under `skip` of `scripts`.");
      }
    }
  }

  private List<String> command(String bash, String phase) throws IOException, UserErrorException {
    String build = "/var/tmp/portage/" + subject.category() + "/" + subject.pf();
    var command = new ArrayList<>(emulator(root.resolve(bash)).prefix());
    command.add(Bubblewrap.find(host.programPath()).toString());
    command.addAll(List.of("--unshare-all", "--uid", "0", "--gid", "0", "--hostname", "envc"));
    command.addAll(List.of("--as-pid-1", "--die-with-parent", "--new-session"));
    for (String capability : List.of("CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "SYS_CHROOT")) {
      command.addAll(List.of("--cap-add", "CAP_" + capability));
    }
    command.addAll(List.of("--bind", root.toString(), "/", "--proc", "/proc", "--dev", "/dev"));
    for (String empty : List.of("/tmp", "/var/tmp", "/run")) {
      command.addAll(List.of("--tmpfs", empty));
    }
    command.addAll(List.of("--bind", work.toString(), build));
    // A place that something is mounted upon cannot be exchanged for a link.
    command.addAll(List.of("--bind", work.resolve("image").toString(), build + "/image"));
    command.addAll(List.of("--ro-bind", beside(".own").toString(), OWN));
    command.addAll(List.of("--bind", beside(".state").toString(), STATE));
    command.addAll(List.of("--chdir", "/", "--clearenv"));
    variable(command, "ENVC_DIR", OWN);
    variable(command, "ENVC_STATE", STATE);
    variable(command, "ENVC_BUILD", build);
    variable(command, "ENVC_PATH", OWN + "/bin:" + SEARCH);
    variable(command, "ENVC_TIME", Long.toString(subject.time()));
    variable(command, "ENVC_CATEGORY", subject.category());
    variable(command, "ENVC_PF", subject.pf());
    variable(command, "ENVC_EAPI", subject.eapi());
    variable(command, "ENVC_USE", subject.use());
    variable(command, "PATH", SEARCH);
    command.addAll(List.of("--", "/" + bash, "--noprofile", "--norc"));
    command.addAll(List.of(OWN + "/phases.bash", phase));
    return command;
  }

  private Emulator emulator(Path bash) throws IOException, UserErrorException {
    Emulator.Found found = Emulator.of(bash, host.programPath(), host.machine());
    return found
        .emulator()
        .orElseThrow(
            () ->
                missing(
                    "programs of the root are for another architecture, and "
                        + found.missing()
                        + " is not there",
                    Emulator.INSTALL));
  }

  private static UserErrorException missing(String what, String hint) {
    return new UserErrorException(
        Diagnostic.error(RootfsCode.SCRIPT_HOST, "Scripts cannot be run: " + what + ".")
            .hint(hint));
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
