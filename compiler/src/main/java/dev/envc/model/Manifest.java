package dev.envc.model;

import java.util.List;

/// What one manifest file means: its name, and an environment for each arch and variant, in the
/// manifest's order, the manifest itself before its variants.
///
/// `meaning` is the canonical text of everything the environments depend on; two manifests with the
/// same text mean the same, whatever their bytes, comments or form. Its digest stands in the lock.
///
/// `imports` are the files of git commits that it builds on, in a stable order.
public record Manifest(
    String name, List<Environment> environments, List<Import> imports, String meaning) {
  /// A file of a commit: the repository as it is written, and the digest of the file's bytes.
  public record Import(String git, String commit, String path, String sha256) {}

  public Manifest {
    environments = List.copyOf(environments);
    imports = List.copyOf(imports);
  }
}
