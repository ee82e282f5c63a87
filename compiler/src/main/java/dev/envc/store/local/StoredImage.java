package dev.envc.store.local;

import dev.envc.lock.Digest;
import dev.envc.store.PackageEntry;
import dev.envc.store.PackageImage;
import dev.envc.store.format.UnpackedPackage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A package of the store. Used by one thread at a time.
final class StoredImage implements PackageImage {
  private final StoreDirectory directory;
  private final Digest digest;
  private final Map<String, byte[]> metadata;
  private @Nullable List<PackageEntry> entries;

  /// @param keep whether the entries stay in memory until [#release]; others are read anew each
  ///   time
  StoredImage(StoreDirectory directory, Digest digest, UnpackedPackage unpacked, boolean keep) {
    this.directory = directory;
    this.digest = digest;
    this.metadata = unpacked.metadata();
    this.entries = keep ? unpacked.entries() : null;
  }

  @Override
  public List<PackageEntry> entries() throws IOException {
    List<PackageEntry> known = entries;
    if (known != null) {
      return known;
    }
    return directory
        .find(digest)
        .orElseThrow(() -> new IOException("no longer in the store: " + digest))
        .entries();
  }

  @Override
  public void release() {
    entries = null;
  }

  @Override
  public Map<String, byte[]> metadata() {
    return metadata;
  }
}
