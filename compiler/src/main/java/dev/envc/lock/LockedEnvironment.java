package dev.envc.lock;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The packages of one name, arch and variant (the variant is empty for the manifest itself), in
/// merge order: dependencies first. `trees` are those of the lock that it was resolved in, in the
/// lock's order, all of them in locks that were written without. `fields` holds a short digest of
/// each field of the manifest that has a meaning here; it is empty in locks that were written
/// without.
public record LockedEnvironment(
    String name,
    String arch,
    String variant,
    String profile,
    List<LockedTree> trees,
    SortedMap<String, String> fields,
    LockedMerge merge,
    List<LockedPackage> packages) {
  public LockedEnvironment {
    trees = List.copyOf(trees);
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    packages = List.copyOf(packages);
  }

  /// Whether these are the packages of the environment with this name, arch and variant.
  public boolean isOf(String name, String arch, String variant) {
    return this.name.equals(name) && this.arch.equals(arch) && this.variant.equals(variant);
  }
}
