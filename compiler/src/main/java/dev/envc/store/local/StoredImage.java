package dev.envc.store.local;

import dev.envc.store.PackageEntry;
import dev.envc.store.PackageImage;
import dev.envc.store.format.UnpackedPackage;
import java.util.List;
import java.util.Map;

/// A package of the store.
record StoredImage(UnpackedPackage unpacked) implements PackageImage {
  @Override
  public List<PackageEntry> entries() {
    return unpacked.entries();
  }

  @Override
  public Map<String, byte[]> metadata() {
    return unpacked.metadata();
  }
}
