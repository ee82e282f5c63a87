package dev.envc.lock;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// The packages of one arch and variant (the variant is empty for the manifest itself), in merge
/// order: dependencies first. `fields` holds a short digest of each field of the manifest that has
/// a meaning here; it is empty in locks that were written without.
public record LockedEnvironment(
    String arch,
    String variant,
    String profile,
    SortedMap<String, String> fields,
    LockedMerge merge,
    List<LockedPackage> packages) {
  public LockedEnvironment {
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    packages = List.copyOf(packages);
  }
}
