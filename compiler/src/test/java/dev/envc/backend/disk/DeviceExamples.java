package dev.envc.backend.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.EnvcProcess;
import dev.envc.Tool;
import dev.envc.backend.Program;
import dev.envc.backend.archive.PartialFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A copy of `examples/device-*`: Debian's kernels become binary packages of the examples' tree by
/// the examples' own script, and an ordinary user locks and compiles manifests of them.
record DeviceExamples(Path directory) {
  private static final String USER = "envc-tester";

  /// What Debian's packages hold is kept between runs.
  private static final Path CACHE = Path.of("target/debian").toAbsolutePath();

  private static final Set<String> MADE = new HashSet<>();
  private static @Nullable DeviceExamples shared;

  /// The copy that tests share, with the packages of an arch; deleted when they end.
  static synchronized DeviceExamples shared(String arch) throws Exception {
    if (shared == null) {
      DeviceExamples copy = copy();
      Runtime.getRuntime().addShutdownHook(new Thread(copy::delete));
      shared = copy;
    }
    if (!MADE.contains(arch)) {
      shared.makePackages(arch);
      MADE.add(arch);
    }
    return shared;
  }

  /// A copy below a new directory that every user may enter.
  static DeviceExamples copy() throws Exception {
    Program.requireRoot();
    Path directory = Files.createTempDirectory("envc-devices");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (String name : List.of("device-common", "device-gateway", "device-kiosk")) {
      Path from = Path.of("../examples").resolve(name);
      Program.run("cp", "-a", "--no-preserve=ownership", from.toString(), directory.toString());
    }
    if (Program.attempt(null, "id", "-u", USER).code() != 0) {
      Program.run("useradd", "-m", USER);
    }
    return new DeviceExamples(directory);
  }

  /// Makes the binary packages of an arch.
  void makePackages(String arch, String... packages) throws Exception {
    for (String program : List.of("apt-get", "dpkg-deb", "cpio", "zstd")) {
      Tool.require(program);
    }
    List<String> command = new ArrayList<>();
    command.add(directory.resolve("device-common/make-packages.sh").toString());
    command.addAll(List.of("-c", CACHE.toString(), arch));
    command.addAll(List.of(packages));
    EnvcProcess.Result result = EnvcProcess.in(directory).run(command);
    Tool.requireThat(result.exit() == 0, "Debian's packages: " + result.err());
    own();
  }

  /// Gives everything to the ordinary user.
  void own() throws Exception {
    Program.run("chown", "-R", USER + ":" + USER, directory.toString());
  }

  /// A manifest beside the examples.
  Path manifest(String name, String text) throws Exception {
    return manifest(name, name, text);
  }

  /// One of several manifests of the same name.
  Path manifest(String fileName, String name, String text) throws Exception {
    Path file = directory.resolve("device-kiosk").resolve(fileName + ".env.yaml");
    Files.writeString(file, "envc: 1\nname: " + name + "\n" + text);
    Program.run("chown", USER, file.toString());
    return file;
  }

  Path example(String name) {
    return directory.resolve("device-" + name).resolve(name + ".env.yaml");
  }

  /// Runs envc as the ordinary user.
  EnvcProcess.Result envc(String... arguments) {
    return user().envc(arguments);
  }

  EnvcProcess user() {
    return EnvcProcess.in(directory).with("HOME", directory.toString()).as(USER).umask("077");
  }

  /// Locks and compiles a manifest, and gives the folder with its images.
  Path compile(Path manifest, String... more) throws Exception {
    List<String> command = new ArrayList<>(List.of("compile", manifest.toString(), "--update"));
    Path out = directory.resolve("out");
    command.addAll(List.of("--quiet", "--backend", "disk", "--output", out.toString()));
    command.addAll(List.of("--cache-dir", directory.resolve("cache").toString()));
    command.addAll(List.of(more));
    EnvcProcess.Result result = envc(command.toArray(String[]::new)).expect(0);
    ImageCheck.ofCompile(result.out());
    return out;
  }

  /// The console has what the init of a device says first: its name, and the digest of the lock.
  static void assertBooted(String console, String name, Path manifest) throws Exception {
    Path lock =
        manifest.resolveSibling(manifest.getFileName().toString().replace(".yaml", ".lock"));
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(lock));
    String expected = "BOOTED name=" + name + " lock=sha256:" + HexFormat.of().formatHex(digest);
    assertEquals(List.of(expected), booted(console), console);
  }

  private static List<String> booted(String console) {
    return console
        .lines()
        .filter(l -> l.contains("BOOTED "))
        .map(l -> l.substring(l.indexOf("BOOTED "), l.indexOf(" cmdline=")))
        .toList();
  }

  void delete() {
    try {
      PartialFile.deleteTree(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
