package dev.envc.backend.disk;

import dev.envc.backend.Artifact;
import dev.envc.backend.BackendRequest;
import dev.envc.backend.Image;
import dev.envc.backend.ProgressListener;
import dev.envc.backend.archive.PartialFile;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.driver.ManifestLoader;
import dev.envc.model.Arch;
import dev.envc.model.Environment;
import dev.envc.model.Manifest;
import dev.envc.rootfs.FileTree;
import dev.envc.rootfs.RootFs;
import dev.envc.source.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Environments whose only interesting part is their settings for disks.
public final class TestImages {
  static final String LOCK = "sha256:" + "4b".repeat(32);

  private TestImages() {}

  /// The settings are YAML, or JSON, which is YAML too.
  public static Environment environment(String name, Arch arch, String settings)
      throws IOException, UserErrorException {
    Path folder = Files.createTempDirectory("envc-settings");
    try {
      Path file = folder.resolve("test.env.yaml");
      Files.writeString(
          file,
          """
          envc: 1
          name: %s
          arch: %s
          trees: { gentoo: { directory: tree } }
          profile: gentoo:default/linux
          outputs:
            disk:
          """
                  .formatted(name, arch.keyword())
              + settings.strip().indent(4));
      return environment(file);
    } finally {
      PartialFile.deleteTree(folder);
    }
  }

  /// The one environment of a manifest.
  public static Environment environment(Path manifest) throws UserErrorException {
    var problems = new Diagnostics();
    var backends = new TreeSet<>(List.of("disk"));
    Optional<Manifest> loaded =
        ManifestLoader.load(
            manifest, new ManifestLoader.Settings(FileAccess.LOCAL, Map.of(), backends), problems);
    problems.throwIfErrors();
    return loaded.orElseThrow().environments().getFirst();
  }

  public static Image image(String name, Arch arch, String settings, FileTree tree)
      throws IOException, UserErrorException {
    return image(environment(name, arch, settings), tree);
  }

  public static Image image(Environment environment, FileTree tree) {
    return new Image(
        environment,
        new RootFs(tree, List.of(), RootFs.Report.empty()),
        LOCK,
        Instant.ofEpochSecond(Trees.TIME));
  }

  /// Builds into a new folder and gives the raw image.
  public static Path build(Path folder, Image image) throws IOException, UserErrorException {
    return artifacts(folder, image).stream()
        .map(Artifact::path)
        .filter(p -> p.toString().endsWith(".img"))
        .findFirst()
        .orElseThrow();
  }

  static List<Artifact> artifacts(Path folder, Image image) throws IOException, UserErrorException {
    Files.createDirectories(folder);
    return new DiskBackend()
        .build(new BackendRequest(List.of(image), folder, folder, ProgressListener.NONE));
  }
}
