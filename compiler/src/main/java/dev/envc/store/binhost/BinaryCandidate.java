package dev.envc.store.binhost;

import dev.envc.lock.Digest;
import dev.envc.pms.Cpv;
import dev.envc.pms.Slot;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// One binary package as a binhost's index describes it.
///
/// @param binhost the binhost's name
/// @param repository the tree the ebuild is from; empty when the index does not say
/// @param iuse the flags of the ebuild, without `+` and `-`
/// @param use the flags that were on, those that are not in `iuse` (arch, libc, …) included
/// @param path below the binhost, as the index has it: unchecked
/// @param size of the file in bytes
/// @param buildId Portage's count of builds of one version; 0 when there is none
/// @param buildTime seconds since 1970; 0 when unknown
/// @param chost the machine it was built for; empty when unknown
/// @param digest of the file, when the index has a SHA256 or SHA512
/// @param fields everything the index says about it, by key, header defaults included
public record BinaryCandidate(
    String binhost,
    Cpv cpv,
    Slot slot,
    String repository,
    SortedSet<String> iuse,
    SortedSet<String> use,
    String path,
    long size,
    int buildId,
    long buildTime,
    String chost,
    Optional<Digest> digest,
    SortedMap<String, String> fields) {
  public BinaryCandidate {
    iuse = Collections.unmodifiableSortedSet(new TreeSet<>(iuse));
    use = Collections.unmodifiableSortedSet(new TreeSet<>(use));
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  /// A field of the index, `RDEPEND` or `KEYWORDS`; empty text when there is none.
  public String field(String key) {
    return fields.getOrDefault(key, "");
  }

  /// The flags of the ebuild that were on.
  public SortedSet<String> enabledUse() {
    var enabled = new TreeSet<>(use);
    enabled.retainAll(iuse);
    return enabled;
  }

  /// How messages name it: `main: cat/pkg-1.0-2`, with the build id when it has one.
  public String label() {
    return binhost + ": " + cpv + (buildId > 0 ? "-" + buildId : "");
  }
}
