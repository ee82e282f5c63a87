package dev.envc.driver;

import java.nio.file.Path;
import java.util.Optional;

/// What is said of artefacts, and by whom.
///
/// @param key signs them, when there is one
/// @param files whether bills of materials list files
/// @param builder the URI of who runs envc, in the provenance; empty: envc itself
/// @param envc the version of envc
public record AttestOptions(
    Optional<Key> key, boolean files, Optional<String> builder, String envc) {

  /// The file of a private key, and the passphrase when it is encrypted (empty otherwise). Never
  /// printed.
  // Bytes that are handed on, never compared.
  @SuppressWarnings("ArrayRecordComponent")
  public record Key(Path file, char[] passphrase) {
    @Override
    public String toString() {
      return "the key " + file;
    }
  }
}
