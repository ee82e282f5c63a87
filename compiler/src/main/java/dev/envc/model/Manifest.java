package dev.envc.model;

import java.util.List;

/// What one manifest file means: its name, and an environment for each arch and variant, in the
/// manifest's order, the manifest itself before its variants.
///
/// `meaning` is the canonical text of everything the environments depend on; two manifests with the
/// same text mean the same, whatever their bytes, comments or form. Its digest stands in the lock.
public record Manifest(String name, List<Environment> environments, String meaning) {
  public Manifest {
    environments = List.copyOf(environments);
  }
}
