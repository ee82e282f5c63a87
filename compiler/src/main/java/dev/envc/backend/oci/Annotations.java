package dev.envc.backend.oci;

import dev.envc.backend.Image;
import dev.envc.model.Environment;
import java.util.Map;
import java.util.TreeMap;

/// The annotations of a manifest or index (OCI image-spec, annotations.md), and where an image
/// comes from: the digest of its lock. The manifest's own win.
final class Annotations {
  private Annotations() {}

  static Map<String, String> of(Image image, OciSettings settings) {
    Environment environment = image.environment();
    var annotations = new TreeMap<String, String>();
    annotations.put("org.opencontainers.image.created", image.created().toString());
    annotations.put("org.opencontainers.image.title", environment.artifactName());
    if (!environment.description().isEmpty()) {
      annotations.put("org.opencontainers.image.description", environment.description());
    }
    annotations.put("dev.envc.lock", image.lockDigest());
    annotations.putAll(settings.annotations());
    return annotations;
  }
}
