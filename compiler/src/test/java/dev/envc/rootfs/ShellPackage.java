package dev.envc.rootfs;

import dev.envc.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A package with this machine's bash, its libraries, and busybox: enough of a system to run
/// scripts in.
final class ShellPackage {
  private static final List<String> APPLETS =
      List.of(
          "cat", "chmod", "cp", "date", "dirname", "grep", "id", "ln", "ls", "mkdir", "mkfifo",
          "mv", "rm", "sed", "setsid", "sleep", "touch", "uname");

  private ShellPackage() {}

  static FakePackage make() throws IOException, InterruptedException {
    Path bash = Tool.require("bash").toRealPath();
    FakePackage p = FakePackage.of("app-shells/bash-5").dir("bin", "usr", "usr/bin", "etc");
    p.file("bin/bash", bytes(bash), 0755);
    p.file("bin/busybox", bytes(Tool.require("busybox").toRealPath()), 0755);
    APPLETS.forEach(a -> p.link("bin/" + a, "busybox"));
    Path install = Tool.require("install").toRealPath();
    p.file("bin/install", bytes(install), 0755);
    var libraries = libraries(bash);
    libraries.addAll(libraries(install));
    for (String library : libraries) {
      p.file(library.substring(1), bytes(Path.of(library).toRealPath()), 0755);
    }
    return p;
  }

  private static BytesContent bytes(Path file) throws IOException {
    return BytesContent.of(Files.readAllBytes(file));
  }

  private static Set<String> libraries(Path program) throws IOException, InterruptedException {
    Process ldd = new ProcessBuilder(Tool.require("ldd").toString(), program.toString()).start();
    var paths = new TreeSet<String>();
    new String(ldd.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
        .lines()
        .map(l -> l.replaceAll(".*?(/\\S+) \\(0x.*", "$1").strip())
        .filter(l -> l.startsWith("/"))
        .forEach(paths::add);
    ldd.waitFor();
    return paths;
  }
}
