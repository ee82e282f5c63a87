package dev.envc.driver;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// An artefact as `envc compile` reports it; see `dev.envc.backend.Artifact`. `pushed` says where
/// it was sent, `changes` what has to be fetched by who has what was there before, where there was
/// something.
public record CompiledArtifact(
    String environment,
    String backend,
    String arch,
    Path path,
    String mediaType,
    String digest,
    long size,
    List<Pushed> pushed,
    Optional<LayerChanges> changes) {
  public CompiledArtifact {
    pushed = List.copyOf(pushed);
  }

  /// A push that succeeded: the reference, the digest it now has (`sha256:…`), how many blobs the
  /// registry had already, and how many were sent with how many bytes.
  public record Pushed(
      String reference, String digest, int blobsPresent, int blobsSent, long bytesSent) {}

  /// A file beside an artefact: a bill of materials, provenance, a signature. `digest` is
  /// `sha256:…`.
  public record SideFile(Path path, String mediaType, String digest) {}
}
