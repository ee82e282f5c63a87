package dev.envc.backend.disk;

import dev.envc.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Kernels, busybox and loaders from Debian's packages: fetched by apt into a private root below
/// `target` (once), unpacked, never installed.
final class DebianFiles {
  private static final Path HOME = Path.of("target/debian").toAbsolutePath();
  private static final Map<String, List<String>> PACKAGES =
      Map.of(
          "arm64", List.of("linux-image-cloud-arm64", "busybox-static", "systemd-boot-efi"),
          "armhf", List.of("linux-image-armmp", "busybox-static"),
          "amd64", List.of("linux-image-cloud-amd64", "busybox-static", "systemd-boot-efi"));

  private DebianFiles() {}

  /// The folder with the unpacked packages of an architecture.
  static Path unpacked(String arch) throws IOException, InterruptedException {
    Path root = HOME.resolve(arch);
    if (!Files.exists(root.resolve(".complete"))) {
      Tool.require("apt-get");
      Tool.require("dpkg");
      prepare();
      Path downloads = Files.createDirectories(HOME.resolve("debs-" + arch));
      for (String name : PACKAGES.getOrDefault(arch, List.of())) {
        fetch(downloads, real(name, arch) + ":" + arch);
      }
      try (Stream<Path> debs = Files.list(downloads)) {
        for (Path deb : debs.sorted().toList()) {
          ok(Images.run("dpkg", "-x", deb.toString(), root.toString()));
        }
      }
      Files.createFile(root.resolve(".complete"));
    }
    return root;
  }

  /// The one file that matches, below the unpacked packages.
  static Path find(Path root, String folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      Optional<Path> found =
          files.filter(f -> f.getFileName().toString().startsWith(prefix)).sorted().findFirst();
      return found.orElseThrow();
    }
  }

  private static void prepare() throws IOException, InterruptedException {
    Path conf = HOME.resolve("apt.conf");
    if (Files.exists(conf)) {
      return;
    }
    Files.createDirectories(HOME.resolve("state/lists/partial"));
    Files.createDirectories(HOME.resolve("cache/archives/partial"));
    Files.writeString(HOME.resolve("state/status"), "");
    Path partial = HOME.resolve("apt.conf.new");
    Files.writeString(
        partial,
        String.format(
            Locale.ROOT,
            """
            Dir::State "%1$s/state";
            Dir::State::status "%1$s/state/status";
            Dir::Cache "%1$s/cache";
            APT::Architecture "amd64";
            APT::Architectures { "amd64"; "arm64"; "armhf"; };
            APT::Sandbox::User "root";
            Acquire::Languages "none";
            """,
            HOME),
        StandardCharsets.UTF_8);
    // A list that cannot be fetched matters only when a package is missing for it.
    Images.run("env", "APT_CONFIG=" + partial, "apt-get", "-qq", "update");
    Files.move(partial, conf);
  }

  /// What a metapackage of kernels depends on.
  private static String real(String name, String arch) throws IOException, InterruptedException {
    if (!name.startsWith("linux-image")) {
      return name;
    }
    return apt("apt-cache", "depends", name + ":" + arch)
        .output()
        .lines()
        .map(String::strip)
        .filter(l -> l.startsWith("Depends: linux-image"))
        .map(l -> l.substring("Depends: ".length()).replaceFirst(":.*", ""))
        .findFirst()
        .orElseThrow();
  }

  private static void fetch(Path folder, String name) throws IOException, InterruptedException {
    String script = "cd '" + folder + "' && exec apt-get -qq download '" + name + "'";
    Images.Run run = apt("sh", "-c", script);
    Tool.requireThat(run.exit() == 0, "Debian's package " + name + ": " + run.output());
  }

  private static Images.Run apt(String... command) throws IOException, InterruptedException {
    var all = new ArrayList<String>(List.of("APT_CONFIG=" + HOME.resolve("apt.conf")));
    all.addAll(List.of(command));
    return Images.run("env", all.toArray(String[]::new));
  }

  private static void ok(Images.Run run) {
    if (run.exit() != 0) {
      throw new IllegalStateException(run.output());
    }
  }
}
