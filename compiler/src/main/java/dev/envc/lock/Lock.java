package dev.envc.lock;

import java.util.List;

/// What one manifest was resolved to. Written as `<name>.env.lock`, see spec/lock.md. `manifest` is
/// the digest of the manifest's meaning with everything it imports.
public record Lock(
    String name,
    Digest manifest,
    List<LockedTree> trees,
    List<LockedBinhost> binhosts,
    List<LockedEnvironment> environments) {
  /// The version of the format this class writes.
  public static final int VERSION = 1;

  public Lock {
    trees = List.copyOf(trees);
    binhosts = List.copyOf(binhosts);
    environments = List.copyOf(environments);
  }
}
