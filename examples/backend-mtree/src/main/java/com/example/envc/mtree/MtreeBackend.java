package com.example.envc.mtree;

import dev.envc.backend.Artifact;
import dev.envc.backend.Backend;
import dev.envc.backend.BackendRequest;
import dev.envc.backend.BackendSetting;
import dev.envc.backend.Image;
import dev.envc.diagnostic.BackendCode;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.model.Environment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// `envc compile … --plugin envc-example-backend-mtree-0.1.0.jar --backend mtree` writes
/// `<name>-<arch>.mtree`.
public final class MtreeBackend implements Backend {
  @Override
  public String name() {
    return "mtree";
  }

  @Override
  public String description() {
    return "an mtree(5) specification of every file: type, mode, owner, time, size, digest";
  }

  @Override
  public List<BackendSetting> settings() {
    return List.of();
  }

  @Override
  public List<Diagnostic> check(Environment environment) {
    return environment.output(name()).stream()
        .flatMap(settings -> settings.entries().entrySet().stream())
        .map(
            e ->
                Diagnostic.error(
                    BackendCode.UNKNOWN_SETTING,
                    e.getValue().span(),
                    "The backend mtree has no setting `" + e.getKey() + "`."))
        .toList();
  }

  @Override
  public List<Artifact> build(BackendRequest request) throws IOException {
    var artifacts = new ArrayList<Artifact>();
    for (Image image : request.images()) {
      artifacts.add(write(image, request.outputDirectory()));
    }
    return artifacts;
  }

  private Artifact write(Image image, Path directory) throws IOException {
    Environment environment = image.environment();
    byte[] text = MtreeText.of(image.root().tree()).getBytes(StandardCharsets.UTF_8);
    Path path = directory.resolve(environment.artifactName() + "-" + environment.arch() + ".mtree");
    Path temporary = Files.createTempFile(directory, ".mtree", ".tmp");
    Files.write(temporary, text);
    Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    return new Artifact(
        environment.artifactName(),
        name(),
        environment.arch().keyword(),
        path,
        "text/x-mtree",
        "sha256:" + sha256(text),
        text.length);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
