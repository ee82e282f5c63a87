package dev.envc.store.format;

import dev.envc.lock.BinaryFormat;
import dev.envc.store.PackageEntry;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/// What a package file holds: the entries of its image in archive order, every parent directory
/// before what it holds; its metadata files; and the members of the container that are OpenPGP
/// signatures, which were not checked.
public record UnpackedPackage(
    BinaryFormat format,
    List<PackageEntry> entries,
    SortedMap<String, byte[]> metadata,
    List<String> signatures) {
  public UnpackedPackage {
    entries = List.copyOf(entries);
    metadata = Collections.unmodifiableSortedMap(metadata);
    signatures = List.copyOf(signatures);
  }
}
