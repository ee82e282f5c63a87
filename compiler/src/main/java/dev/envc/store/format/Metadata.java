package dev.envc.store.format;

import dev.envc.diagnostic.StoreCode;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The metadata files of a package: plain names, as they lie in the VDB.
final class Metadata {
  private final Limits limits;
  private final SortedMap<String, byte[]> files = new TreeMap<>();
  private long total;

  Metadata(Limits limits) {
    this.limits = limits;
  }

  static SortedMap<String, byte[]> read(TarReader tar, Limits limits)
      throws IOException, BadPackageException {
    var metadata = new Metadata(limits);
    for (Optional<TarMember> m = tar.next(); m.isPresent(); m = tar.next()) {
      String name = EntryPath.of("metadata", m.get().name());
      if (m.get().type() == TarMember.Type.DIRECTORY && name.isEmpty()) {
        continue;
      }
      if (m.get().type() != TarMember.Type.FILE || m.get().size() != m.get().stored()) {
        throw new BadPackageException(
            StoreCode.SPECIAL_FILE,
            "Its metadata '" + BadPackageException.show(name) + "' is not a regular file.");
      }
      metadata.reserve(m.get().size());
      metadata.put(name, tar.readFully((int) m.get().size()));
    }
    return metadata.files;
  }

  void reserve(long size) throws BadPackageException {
    if (size < 0 || size > limits.metadataBytes() - total) {
      throw new BadPackageException(
          StoreCode.TOO_BIG, "Its metadata is larger than " + limits.metadataBytes() + " bytes.");
    }
    total += size;
  }

  void put(String name, byte[] content) throws BadPackageException {
    if (!name.matches("[A-Za-z0-9+_.@-]{1,255}") || name.equals(".") || name.equals("..")) {
      throw new BadPackageException(
          StoreCode.UNSAFE_PATH,
          "Its metadata has a file with the name '" + BadPackageException.show(name) + "'.");
    }
    if (files.put(name, content) != null) {
      throw new BadPackageException(
          StoreCode.DUPLICATE_ENTRY, "Its metadata file " + name + " is in it twice.");
    }
  }

  SortedMap<String, byte[]> files() {
    return files;
  }
}
