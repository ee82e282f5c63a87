package dev.envc.lock;

import java.util.List;

/// The packages of one arch and variant (the variant is empty for the manifest itself), in merge
/// order: dependencies first.
public record LockedEnvironment(
    String arch, String variant, String profile, List<LockedPackage> packages) {
  public LockedEnvironment {
    packages = List.copyOf(packages);
  }
}
