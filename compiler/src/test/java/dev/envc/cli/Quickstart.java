package dev.envc.cli;

import dev.envc.EnvcProcess;
import dev.envc.Tool;
import dev.envc.backend.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A copy of examples/quickstart with a cache of its own, that tests compile and damage.
record Quickstart(Path directory) {
  private static final String USER = "envc-tester";

  /// A copy in a new directory below `parent`, without the lock that may lie there.
  static Quickstart copy(Path parent, String name) throws IOException {
    Path directory = parent.resolve(name);
    EnvcProcess.copyTree(Path.of("../examples/quickstart"), directory.resolve("example"));
    Files.deleteIfExists(directory.resolve("example/quickstart.env.lock"));
    return new Quickstart(directory);
  }

  /// A directory that every user may enter.
  static Path openDirectory() throws IOException {
    Path directory = Files.createTempDirectory("envc-quickstart");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    return directory;
  }

  Path manifest() {
    return directory.resolve("example/quickstart.env.yaml");
  }

  Path lock() {
    return directory.resolve("example/quickstart.env.lock");
  }

  Path output() {
    return directory.resolve("out");
  }

  /// Hands the copy to an ordinary user, who is made when there is none.
  String giveToOrdinaryUser() throws Exception {
    if (Program.attempt(null, "id", "-u", USER).code() != 0) {
      Program.run("useradd", "-m", USER);
    }
    Program.run("chown", "-R", USER + ":" + USER, directory.toString());
    return USER;
  }

  EnvcProcess process() {
    return EnvcProcess.in(directory).with("HOME", directory.toString());
  }

  /// The arguments of a compile of this copy.
  String[] compile(String backend, String... more) {
    return Stream.concat(
            Stream.of(
                "compile",
                manifest().toString(),
                "--quiet",
                "--backend",
                backend,
                "--output",
                output().toString(),
                "--cache-dir",
                directory.resolve("cache").toString()),
            Stream.of(more))
        .toArray(String[]::new);
  }

  /// The image of one architecture as a bundle for OCI run-times.
  Path unpack(String architecture) throws Exception {
    Path one = directory.resolve(architecture);
    Path bundle = directory.resolve(architecture + ".bundle");
    Program.run(
        "skopeo",
        "copy",
        "-q",
        "--override-arch",
        architecture,
        "oci:" + output().resolve("quickstart.oci") + ":latest",
        "oci:" + one + ":latest");
    Tool.require("umoci");
    Program.run("umoci", "unpack", "--image", one + ":latest", bundle.toString());
    return bundle;
  }

  /// The files below a directory with their digests.
  static TreeMap<String, String> digests(Path directory) throws Exception {
    var digests = new TreeMap<String, String>();
    if (Files.notExists(directory)) {
      return digests;
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      digests.put(directory.relativize(file).toString(), HexFormat.of().formatHex(digest));
    }
    return digests;
  }
}
