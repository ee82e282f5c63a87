package dev.envc.attest.sbom;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A UUID that is a digest of bytes (RFC 9562, version 8): the same document has the same one.
final class NamedUuid {
  private NamedUuid() {}

  static String of(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      hash[6] = (byte) ((hash[6] & 0x0f) | 0x80);
      hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
      String hex = java.util.HexFormat.of().formatHex(hash, 0, 16);
      return String.join(
          "-",
          hex.substring(0, 8),
          hex.substring(8, 12),
          hex.substring(12, 16),
          hex.substring(16, 20),
          hex.substring(20));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
