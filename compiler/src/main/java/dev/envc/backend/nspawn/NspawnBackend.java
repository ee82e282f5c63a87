package dev.envc.backend.nspawn;

import dev.envc.backend.Artifact;
import dev.envc.backend.Backend;
import dev.envc.backend.BackendRequest;
import dev.envc.backend.BackendSetting;
import dev.envc.backend.Image;
import dev.envc.backend.archive.Codec;
import dev.envc.backend.archive.HashingStream;
import dev.envc.backend.archive.PartialFile;
import dev.envc.backend.archive.TarWriter;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.Environment;
import dev.envc.rootfs.FileTree;
import dev.envc.rootfs.FileTree.Entry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Makes a tar or image of the root for systemd-nspawn and machinectl, with a `.nspawn` file of
/// settings beside it (systemd.nspawn(5)); or a system extension or portable service of it.
public final class NspawnBackend implements Backend {
  @Override
  public String name() {
    return "nspawn";
  }

  @Override
  public String description() {
    return "tar or image of the root for systemd-nspawn, system extension, portable service";
  }

  @Override
  public List<BackendSetting> settings() {
    return NspawnSettings.DESCRIPTIONS;
  }

  @Override
  public List<Diagnostic> check(Environment environment) {
    var problems = new ArrayList<Diagnostic>();
    NspawnSettings.of(environment, problems);
    return problems;
  }

  @Override
  public List<Artifact> build(BackendRequest request) throws IOException, UserErrorException {
    var problems = new ArrayList<Diagnostic>();
    request.images().forEach(i -> problems.addAll(check(i.environment())));
    if (problems.stream().anyMatch(Diagnostic::isError)) {
      throw new UserErrorException(problems);
    }
    var artifacts = new ArrayList<Artifact>();
    for (Image image : request.images()) {
      NspawnSettings settings = NspawnSettings.of(image.environment(), new ArrayList<>());
      Path output = request.outputDirectory();
      artifacts.add(
          settings.form() == NspawnForm.TAR
              ? archive(image, settings, request)
              : RawImage.write(
                  image,
                  tree(image, settings),
                  settings.form() == NspawnForm.SQUASHFS,
                  output.resolve(imageName(image, settings.form()))));
      if (settings.form().isMachine()) {
        artifacts.add(settingsFile(image, settings, output));
      }
    }
    return artifacts;
  }

  /// portablectl attaches the units whose names begin with the file's name up to its first `_`.
  private static String imageName(Image image, NspawnForm form) {
    String name = image.environment().name();
    String stem = stem(image);
    return (form == NspawnForm.PORTABLE ? name + "_" + stem.substring(name.length() + 1) : stem)
        + ".raw";
  }

  private static FileTree tree(Image image, NspawnSettings settings)
      throws IOException, UserErrorException {
    return switch (settings.form()) {
      case TAR, EROFS, SQUASHFS -> image.root().tree();
      case SYSEXT -> SystemExtension.of(image, stem(image), settings.extension());
      case PORTABLE -> PortableService.of(image);
    };
  }

  private static Artifact archive(Image image, NspawnSettings settings, BackendRequest request)
      throws IOException {
    Codec codec = settings.codec();
    Path target = request.outputDirectory().resolve(stem(image) + ".tar" + codec.suffix());
    int threads = Runtime.getRuntime().availableProcessors();
    try (PartialFile partial = PartialFile.file(target)) {
      var hash = new HashingStream(Files.newOutputStream(partial.path()));
      try (OutputStream out =
          codec.compress(new BufferedOutputStream(hash, 1 << 16), settings.level(), threads)) {
        write(image, out, request);
      }
      partial.commit();
      return new Artifact(
          image.environment().artifactName(),
          "nspawn",
          image.environment().arch().keyword(),
          target,
          mediaType(codec),
          hash.digest(),
          hash.count());
    }
  }

  private static void write(Image image, OutputStream out, BackendRequest request)
      throws IOException {
    var tar = new TarWriter(out);
    List<Entry> entries = image.root().tree().entries();
    for (int i = 0; i < entries.size(); i++) {
      tar.write(entries.get(i));
      if (i % 512 == 0) {
        request.progress().progress("writing tar", i, entries.size());
      }
    }
    tar.finish();
    request.progress().progress("writing tar", entries.size(), entries.size());
  }

  private static Artifact settingsFile(Image image, NspawnSettings settings, Path output)
      throws IOException {
    Path target = output.resolve(stem(image) + ".nspawn");
    byte[] bytes = settings.file(image.root().tree()).getBytes(StandardCharsets.UTF_8);
    var hash = new HashingStream(OutputStream.nullOutputStream());
    hash.write(bytes, 0, bytes.length);
    try (PartialFile partial = PartialFile.file(target)) {
      Files.write(partial.path(), bytes);
      partial.commit();
    }
    return new Artifact(
        image.environment().artifactName(),
        "nspawn",
        image.environment().arch().keyword(),
        target,
        "text/plain",
        hash.digest(),
        bytes.length);
  }

  private static String stem(Image image) {
    return image.environment().artifactName() + "-" + image.environment().arch().keyword();
  }

  private static String mediaType(Codec codec) {
    return switch (codec) {
      case NONE -> "application/x-tar";
      case GZIP -> "application/x-tar+gzip";
      case ZSTD -> "application/x-tar+zstd";
      case XZ -> "application/x-tar+xz";
    };
  }
}
