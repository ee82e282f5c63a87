package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.backend.Program;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/// Runs commands in this process on a copy of examples/quickstart.
final class QuickstartCommands {
  private final Path directory;

  QuickstartCommands(Path directory) throws IOException {
    this.directory = directory;
    Path source = Path.of(System.getProperty("envc.root", ".."), "examples", "quickstart");
    try (Stream<Path> all = Files.walk(source)) {
      for (Path p : all.filter(f -> !f.startsWith(source.resolve("tree"))).toList()) {
        Path target = directory.resolve("q").resolve(source.relativize(p).toString());
        if (Files.isDirectory(p)) {
          Files.createDirectories(target);
        } else if (!p.toString().endsWith(".lock")) {
          Files.copy(p, target);
        }
      }
    }
  }

  Path manifest() {
    return directory.resolve("q/quickstart.env.yaml");
  }

  /// What a command printed, with `Q` for the directory of the copy..
  record Result(int exit, String out, String err) {}

  Result run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--cache-dir";
    all[arguments.length + 1] = directory.resolve("cache").toString();
    int exit =
        Main.run(
            all,
            new Console(new PrintWriter(out), new PrintWriter(err), Terminal.NONE),
            Map.of("PATH", "/usr/bin:/bin"));
    String copy = directory.resolve("q").toString();
    return new Result(exit, out.toString().replace(copy, "Q"), err.toString().replace(copy, "Q"));
  }

  /// Compiles into a directory beside the copy; the test fails when that fails.
  Result compile(String backend, String output, String... more) {
    Result result =
        run(
            Stream.concat(
                    Stream.of(
                        "compile",
                        manifest().toString(),
                        "--quiet",
                        "--backend",
                        backend,
                        "-o",
                        directory.resolve(output).toString()),
                    Stream.of(more))
                .toArray(String[]::new));
    assertEquals(0, result.exit(), result.err());
    return result;
  }

  /// Makes a pair of keys with openssl: `<name>.pem` and `<name>.pub` beside the copy.
  String newKey(String name) throws Exception {
    String key = directory.resolve(name + ".pem").toString();
    Program.run(
        "openssl",
        "genpkey",
        "-algorithm",
        "EC",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-out",
        key);
    Program.run("openssl", "pkey", "-in", key, "-pubout", "-out", publicKey(name));
    return key;
  }

  String publicKey(String name) {
    return directory.resolve(name + ".pub").toString();
  }
}
