package dev.envc.driver;

import java.util.List;

/// What `envc compile` gives: the artefacts, the files beside them (bills of materials, provenance,
/// signatures), and what assembly of their root file systems had to say, in the order in which they
/// were assembled.
public record Compiled(
    List<CompiledArtifact> artifacts,
    List<CompiledArtifact.SideFile> sideFiles,
    List<Finding> findings) {
  public Compiled {
    artifacts = List.copyOf(artifacts);
    sideFiles = List.copyOf(sideFiles);
    findings = List.copyOf(findings);
  }

  /// A finding in one root file system; see `dev.envc.rootfs.RootFs.Finding`. `path` is empty when
  /// the finding is about no single file.
  public record Finding(
      String environment, String arch, String kind, String path, String message) {}
}
