package dev.envc.store.format;

import dev.envc.lock.BinaryFormat;
import dev.envc.store.PackageEntry;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// What a package file holds: the entries of its image in archive order, every parent directory
/// before what it holds; its metadata files; and, when it is clear-signed, the Manifest that named
/// the digests of all that, so that its signature can be checked at any time.
public record UnpackedPackage(
    BinaryFormat format,
    List<PackageEntry> entries,
    SortedMap<String, byte[]> metadata,
    Optional<byte[]> signedManifest) {
  public UnpackedPackage {
    entries = List.copyOf(entries);
    metadata = Collections.unmodifiableSortedMap(metadata);
  }
}
