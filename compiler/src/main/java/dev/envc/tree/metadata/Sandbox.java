package dev.envc.tree.metadata;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// How a worker is shut in: it sees bash, the libraries and the files it is to source, can write
/// only to a small file system in memory, and has no network and no other processes in sight.
enum Sandbox {
  BUBBLEWRAP,
  UNSHARE,
  NONE;

  private static final List<String> LIBRARIES =
      List.of(
          "/lib",
          "/lib64",
          "/lib32",
          "/usr/lib",
          "/usr/lib64",
          "/usr/lib32",
          "/nix/store",
          "/gnu/store");

  /// The first one that works here.
  static Sandbox find(Bash bash, String path, Path files) throws IOException {
    for (Sandbox sandbox : values()) {
      if (sandbox.works(bash, path, files)) {
        return sandbox;
      }
    }
    return NONE;
  }

  /// The command line of a worker. `files` is seen there as it is here; `scratch` is for a worker
  /// without a sandbox to write to.
  List<String> command(Bash bash, String path, Path files, Path scratch, List<String> arguments) {
    var words = new ArrayList<String>();
    String writable =
        switch (this) {
          case BUBBLEWRAP -> {
            bubblewrap(words, program("bwrap", path).orElseThrow(), bash, files);
            yield "/tmp";
          }
          case UNSHARE -> {
            unshare(words, program("unshare", path).orElseThrow(), bash, files, scratch);
            yield "/tmp";
          }
          case NONE -> scratch.toString();
        };
    words.add(bash.program().toString());
    words.add("--noprofile");
    words.add("--norc");
    words.addAll(arguments);
    words.add(writable);
    return words;
  }

  boolean works(Bash bash, String path, Path files) throws IOException {
    if (this == NONE) {
      return true;
    }
    if (program(this == BUBBLEWRAP ? "bwrap" : "unshare", path).isEmpty()) {
      return false;
    }
    Path scratch = Files.createTempDirectory(files, "try");
    List<String> words =
        command(
            bash, path, files, scratch, List.of("-c", "echo x > \"$0/x\" && ! : > \"$1/x\"; exit"));
    words.add(files.toString());
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().clear();
    Process process = builder.start();
    process.getOutputStream().close();
    process.getInputStream().readNBytes(1 << 16);
    try {
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void bubblewrap(List<String> words, Path bwrap, Bash bash, Path files) {
    words.addAll(
        List.of(
            bwrap.toString(),
            "--unshare-all",
            "--die-with-parent",
            "--new-session",
            "--cap-drop",
            "ALL",
            "--tmpfs",
            "/tmp",
            "--dev",
            "/dev",
            "--dir",
            "/empty",
            "--chdir",
            "/empty"));
    for (String library : LIBRARIES) {
      Path place = Path.of(library);
      if (Files.isSymbolicLink(place)) {
        words.addAll(List.of("--symlink", link(place), library));
      } else if (Files.isDirectory(place)) {
        words.addAll(List.of("--ro-bind", library, library));
      }
    }
    if (LIBRARIES.stream().noneMatch(l -> bash.program().startsWith(l))) {
      words.addAll(List.of("--ro-bind", bash.program().toString(), bash.program().toString()));
    }
    words.addAll(List.of("--ro-bind", files.toString(), files.toString(), "--"));
  }

  /// The same with unshare(1), mount(8) and chroot(8).
  private static void unshare(
      List<String> words, Path unshare, Bash bash, Path files, Path scratch) {
    var script = new StringBuilder("set -e; r=$1; shift; PATH=/usr/sbin:/usr/bin:/sbin:/bin\n");
    script.append("mount -t tmpfs -o mode=0755,size=64m none \"$r\"\n");
    script.append("bind() { mkdir -p \"$r$1\"; mount --bind \"$1\" \"$r$1\"; ");
    script.append("mount -o remount,bind,ro \"$r$1\"; }\n");
    for (String library : LIBRARIES) {
      Path place = Path.of(library);
      if (Files.isSymbolicLink(place)) {
        script.append("mkdir -p \"$r").append(place.getParent()).append("\"; ln -s ");
        script.append(link(place)).append(" \"$r").append(library).append("\"\n");
      } else if (Files.isDirectory(place)) {
        script.append("bind ").append(library).append('\n');
      }
    }
    script.append("f=$1; b=$2; shift 2; bind \"$f\"\n");
    script.append("mkdir -p \"$r/dev\" \"$r/tmp\" \"$r/empty\" \"$r${b%/*}\"\n");
    script.append(": > \"$r/dev/null\"; mount --bind /dev/null \"$r/dev/null\"\n");
    script.append("[ -e \"$r$b\" ] || { : > \"$r$b\"; mount --bind \"$b\" \"$r$b\"; ");
    script.append("mount -o remount,bind,ro \"$r$b\"; }\n");
    script.append("cd \"$r/empty\"; exec chroot \"$r\" \"$@\"\n");
    words.addAll(
        List.of(
            unshare.toString(),
            "--user",
            "--map-root-user",
            "--mount",
            "--net",
            "--ipc",
            "--uts",
            "--pid",
            "--fork",
            "--kill-child",
            "sh",
            "-c",
            script.toString(),
            "sh",
            scratch.toString(),
            files.toString(),
            bash.program().toString()));
  }

  private static String link(Path place) {
    try {
      return Files.readSymbolicLink(place).toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Optional<Path> program(String name, String path) {
    for (String directory : path.split(File.pathSeparator, -1)) {
      Path program = Path.of(directory, name);
      if (program.isAbsolute() && Files.isExecutable(program)) {
        return Optional.of(program);
      }
    }
    return Optional.empty();
  }
}
