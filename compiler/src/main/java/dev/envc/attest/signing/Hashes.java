package dev.envc.attest.signing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 of bytes.
final class Hashes {
  private Hashes() {}

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
