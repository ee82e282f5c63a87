package dev.envc.store;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A verified, unpacked binary package: the entries of its image, every directory before what it
/// holds, and its metadata: the files that Portage keeps in the VDB (`SLOT`, `USE`,
/// `environment.bz2`, …), by name.
public interface PackageImage {
  List<PackageEntry> entries() throws IOException;

  /// Says that the entries are not needed for now: they may be forgotten, and are read anew when
  /// they are asked for.
  default void release() {}

  /// Metadata file contents by name, sorted by name.
  Map<String, byte[]> metadata() throws IOException;

  /// A metadata file as text without its last line end; empty when the package has none.
  default Optional<String> metadata(String name) throws IOException {
    return Optional.ofNullable(metadata().get(name))
        .map(b -> new String(b, java.nio.charset.StandardCharsets.UTF_8).stripTrailing());
  }
}
