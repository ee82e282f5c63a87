package dev.envc.backend.disk;

import dev.envc.backend.Artifact;
import dev.envc.backend.BackendRequest;
import dev.envc.backend.Image;
import dev.envc.backend.ProgressListener;
import dev.envc.backend.disk.board.JsonSettings;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.Arch;
import dev.envc.model.Closure;
import dev.envc.model.Environment;
import dev.envc.model.GentooConfig;
import dev.envc.model.Policy;
import dev.envc.model.ProfileRef;
import dev.envc.model.SettingValue;
import dev.envc.model.SystemConfig;
import dev.envc.rootfs.FileTree;
import dev.envc.rootfs.RootFs;
import dev.envc.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Environments whose only interesting part is their settings for disks.
final class TestImages {
  static final String LOCK = "sha256:" + "4b".repeat(32);

  private TestImages() {}

  static Environment environment(String name, Arch arch, String settings)
      throws UserErrorException {
    SourceFile file = SourceFile.of("test.json", settings);
    SettingValue.MapValue disk = JsonSettings.read(file);
    return new Environment(
        name,
        "",
        arch,
        "",
        List.of(),
        new ProfileRef("gentoo", "default/linux", file.span()),
        GentooConfig.empty(),
        List.of(),
        false,
        new Closure(false, false),
        List.of(),
        SystemConfig.empty(),
        new TreeMap<>(Map.of("disk", disk)),
        Policy.none(),
        file.span());
  }

  static Image image(String name, Arch arch, String settings, FileTree tree)
      throws UserErrorException {
    return new Image(
        environment(name, arch, settings),
        new RootFs(tree, List.of(), RootFs.Report.empty()),
        LOCK,
        Instant.ofEpochSecond(Trees.TIME));
  }

  /// Builds into a new folder and gives the raw image.
  static Path build(Path folder, Image image) throws IOException, UserErrorException {
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
