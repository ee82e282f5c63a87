package dev.envc.driver;

import java.nio.file.Path;
import java.util.List;

/// What `envc verify` is asked: paths of artefacts or references of images, the public key that
/// must have signed them, and whether plain http and unverified certificates are accepted.
public record VerifyRequest(List<String> targets, Path key, boolean insecure) {
  public VerifyRequest {
    targets = List.copyOf(targets);
  }
}
