package dev.envc.lock;

import java.util.List;
import java.util.Optional;

/// What one manifest was resolved to. Written as `<name>.env.lock`, see spec/lock.md. `manifest` is
/// the digest of the manifest's meaning with everything it imports.
public record Lock(
    String name,
    Digest manifest,
    List<LockedImport> imports,
    List<LockedTree> trees,
    List<LockedBinhost> binhosts,
    List<LockedEnvironment> environments) {
  /// The version of the format this class writes.
  public static final int VERSION = 1;

  public Lock {
    imports = List.copyOf(imports);
    trees = List.copyOf(trees);
    binhosts = List.copyOf(binhosts);
    environments = List.copyOf(environments);
  }

  /// What an environment was resolved to; empty when the lock has nothing for it.
  public Optional<LockedEnvironment> environment(String ofName, String arch, String variant) {
    return environments.stream().filter(e -> e.isOf(ofName, arch, variant)).findFirst();
  }

  /// A lock of a manifest that builds on no git commit.
  public Lock(
      String name,
      Digest manifest,
      List<LockedTree> trees,
      List<LockedBinhost> binhosts,
      List<LockedEnvironment> environments) {
    this(name, manifest, List.of(), trees, binhosts, environments);
  }
}
