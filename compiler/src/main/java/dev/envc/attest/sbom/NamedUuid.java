package dev.envc.attest.sbom;

import dev.envc.json.Json;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A UUID that is a digest of a document (RFC 9562, version 8): the same document has the same one.
final class NamedUuid {
  private NamedUuid() {}

  /// @param json the document, as [Json#bytes] writes it
  static String of(Object json) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      Json.write(json, new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
      byte[] hash = sha256.digest();
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
