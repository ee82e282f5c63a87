package dev.envc.sandbox;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.MachineCode;
import dev.envc.diagnostic.UserErrorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A root to start commands in as an ordinary user, with bubblewrap (bwrap(1)): own user, mount,
/// process and IPC namespaces; the root cannot be changed; `/tmp`, `/var/tmp`, `/run` and the home
/// directory are empty and forgotten; the work directory is the one outside.
///
/// @param root a compiled root
/// @param name the host name inside
/// @param network whether the network outside can be used
/// @param environment variables that are set inside, beside those of the login shell
public record Sandbox(
    Path root, String name, Visitor visitor, boolean network, Map<String, String> environment) {
  private static final int MOST_LINKS = 40;

  private static final String SEARCH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  public Sandbox {
    environment = Map.copyOf(environment);
  }

  /// The command line that runs a command inside; none: the login shell of the root.
  ///
  /// @param scratch an empty directory that lives as long as the command runs
  /// @param path directories to look for bwrap and qemu, as in PATH
  /// @param machine this machine's architecture as Java calls it (`os.arch`)
  /// @throws UserErrorException when bubblewrap, or the emulator of the root's architecture, is not
  ///   installed
  public List<String> command(List<String> inside, Path scratch, String path, String machine)
      throws IOException, UserErrorException {
    var command = new ArrayList<>(emulator(inside, path, machine));
    command.add(Bubblewrap.find(path).toString());
    command.addAll(List.of("--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts"));
    command.addAll(List.of("--unshare-cgroup-try", "--die-with-parent", "--hostname", name));
    command.addAll(List.of("--uid", visitor.uid() + "", "--gid", visitor.gid() + ""));
    if (!network) {
      command.add("--unshare-net");
    }
    command.addAll(layout(scratch).arguments());
    command.addAll(List.of("--remount-ro", "/", "--chdir", visitor.work().toString()));
    command.add("--clearenv");
    variable("PATH", SEARCH, command);
    variable("HOME", visitor.home().toString(), command);
    variable("USER", visitor.name(), command);
    variable("LOGNAME", visitor.name(), command);
    variable("ENVC_ENVIRONMENT", name, command);
    environment.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(e -> variable(e.getKey(), e.getValue(), command));
    command.add("--");
    command.addAll(start(inside));
    return List.copyOf(command);
  }

  /// What must come first where the programs inside are those of another architecture.
  private List<String> emulator(List<String> inside, String path, String machine)
      throws IOException, UserErrorException {
    Optional<Path> program = program(start(inside).getFirst());
    if (program.isEmpty()) {
      return List.of();
    }
    Emulator.Found found = Emulator.of(program.get(), path, machine);
    return found
        .emulator()
        .orElseThrow(
            () ->
                new UserErrorException(
                    Diagnostic.error(
                            MachineCode.EMULATOR_MISSING,
                            "The environment's programs are for another architecture, and "
                                + found.missing()
                                + " is not installed.")
                        .hint(Emulator.INSTALL)))
        .prefix();
  }

  /// The file that a path of the root leads to, with links followed inside the root.
  private Optional<Path> program(String inside) {
    Path at = Path.of("/").resolve(inside).normalize();
    for (int links = 0; links < MOST_LINKS; links++) {
      Path next = Path.of("/");
      boolean followed = false;
      for (Path name : at) {
        Path here = root.resolve(Path.of("/").relativize(next.resolve(name)));
        if (!followed && Files.isSymbolicLink(here)) {
          next = next.resolve(target(here)).normalize();
          followed = true;
        } else {
          next = next.resolve(name);
        }
      }
      if (!followed) {
        Path file = root.resolve(Path.of("/").relativize(at));
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            ? Optional.of(file)
            : Optional.empty();
      }
      at = next.normalize();
    }
    return Optional.empty();
  }

  private static Path target(Path link) {
    try {
      return Files.readSymbolicLink(link);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void variable(String name, String value, List<String> command) {
    command.addAll(List.of("--setenv", name, value));
  }

  private Layout layout(Path scratch) throws IOException {
    var layout = new Layout(root);
    layout.place(Path.of("/proc"), "--proc").place(Path.of("/dev"), "--dev");
    for (String empty : List.of("/tmp", "/var/tmp", "/run")) {
      layout.place(Path.of(empty), "--tmpfs");
    }
    Path work = visitor.work();
    if (!visitor.home().startsWith(work)) {
      layout.place(visitor.home(), "--tmpfs");
    }
    if (!work.equals(Path.of("/"))) {
      layout.place(work, "--bind", work.toString());
    }
    layout.place(Path.of("/etc/passwd"), "--ro-bind", file(scratch, "passwd", user()));
    layout.place(Path.of("/etc/group"), "--ro-bind", file(scratch, "group", group()));
    if (network && Files.isReadable(Path.of("/etc/resolv.conf"))) {
      layout.place(Path.of("/etc/resolv.conf"), "--ro-bind", "/etc/resolv.conf");
    }
    return layout;
  }

  private String user() {
    return visitor.name()
        + ":x:"
        + visitor.uid()
        + ":"
        + visitor.gid()
        + "::"
        + visitor.home()
        + ":"
        + shell().orElse("/bin/sh");
  }

  private String group() {
    return visitor.name() + ":x:" + visitor.gid() + ":";
  }

  /// The root's file with one more line first; the root's own line for that id gives way.
  private String file(Path scratch, String name, String line) throws IOException {
    // Bytes stay what they are: these files have no encoding.
    var lines = new ArrayList<String>();
    lines.add(new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    String id = line.split(":", -1)[2];
    Path original = root.resolve("etc").resolve(name);
    if (Files.isRegularFile(original, LinkOption.NOFOLLOW_LINKS)) {
      Files.readAllLines(original, StandardCharsets.ISO_8859_1).stream()
          .filter(l -> !isOf(l, visitor.name(), id))
          .forEach(lines::add);
    }
    Path file = scratch.resolve(name);
    Files.write(file, lines, StandardCharsets.ISO_8859_1);
    return file.toString();
  }

  private static boolean isOf(String line, String name, String id) {
    String[] fields = line.split(":", -1);
    return fields[0].equals(name) || (fields.length > 2 && fields[2].equals(id));
  }

  /// What is started: the command by way of a login shell, so that /etc/profile counts (and with it
  /// what env-update wrote). A root without a shell runs it itself.
  private List<String> start(List<String> inside) {
    Optional<String> shell = shell();
    if (inside.isEmpty()) {
      return List.of(shell.orElse("/bin/sh"), "-l");
    }
    if (shell.isEmpty()) {
      return inside;
    }
    var all = new ArrayList<>(List.of(shell.get(), "-l", "-c", "exec \"$@\"", "envc-run"));
    all.addAll(inside);
    return all;
  }

  private Optional<String> shell() {
    return List.of("bin/bash", "usr/bin/bash", "bin/sh", "usr/bin/sh").stream()
        .filter(s -> Files.exists(root.resolve(s)) || Files.isSymbolicLink(root.resolve(s)))
        .map(s -> "/" + s)
        .findFirst();
  }
}
