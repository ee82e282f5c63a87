package dev.envc.store.binhost;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.lock.Digest;
import dev.envc.pms.Cpv;
import dev.envc.pms.PackageName;
import dev.envc.store.fetch.BinhostLocation;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a binhost has, by name and version; several builds of one version with the newest first.
///
/// @param digest SHA-256 of the bytes of `Packages`, unpacked
/// @param header the index's header fields by key
/// @param warnings what was left out, and why
public record BinhostIndex(
    BinhostLocation location,
    Digest digest,
    SortedMap<String, String> header,
    SortedMap<PackageName, SortedMap<Cpv, List<BinaryCandidate>>> packages,
    List<Diagnostic> warnings) {
  public BinhostIndex {
    header = Collections.unmodifiableSortedMap(new TreeMap<>(header));
    packages = Collections.unmodifiableSortedMap(packages);
    warnings = List.copyOf(warnings);
  }

  public String name() {
    return location.name();
  }

  /// The builds of a version, best first: by build time, then build id, then path.
  public List<BinaryCandidate> builds(Cpv cpv) {
    return versions(cpv.name()).getOrDefault(cpv, List.of());
  }

  /// The versions of a package that are there, ascending.
  public SortedMap<Cpv, List<BinaryCandidate>> versions(PackageName name) {
    return packages.getOrDefault(name, Collections.emptySortedMap());
  }

  /// How many binary packages it lists.
  public long size() {
    return packages.values().stream()
        .flatMap(versions -> versions.values().stream())
        .mapToLong(List::size)
        .sum();
  }
}
