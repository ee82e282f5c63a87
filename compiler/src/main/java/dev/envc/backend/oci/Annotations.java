package dev.envc.backend.oci;

import dev.envc.backend.BackendRequest;
import dev.envc.backend.Image;
import dev.envc.model.Environment;
import java.util.Map;
import java.util.TreeMap;

/// The annotations of a manifest or index (OCI image-spec, annotations.md), and where an image
/// comes from: the digest of its lock. The manifest's own win over those that envc finds, those of
/// the command line over both.
final class Annotations {
  private Annotations() {}

  static Map<String, String> of(Image image, OciSettings settings, BackendRequest request) {
    Environment environment = image.environment();
    var annotations = new TreeMap<String, String>();
    annotations.put("org.opencontainers.image.created", image.created().toString());
    annotations.put("org.opencontainers.image.title", environment.artifactName());
    if (!environment.description().isEmpty()) {
      annotations.put("org.opencontainers.image.description", environment.description());
    }
    annotations.put("dev.envc.lock", image.lockDigest());
    annotations.putAll(request.attestor().annotations(image));
    annotations.putAll(settings.annotations());
    annotations.putAll(request.annotations());
    return annotations;
  }
}
