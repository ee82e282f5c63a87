package dev.envc.store.testing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Digests for fixtures.
public final class Hash {
  private Hash() {}

  public static byte[] sha512(byte[] data) {
    return digest("SHA-512", data);
  }

  public static String sha256(byte[] data) {
    return HexFormat.of().formatHex(digest("SHA-256", data));
  }

  public static String sha1(byte[] data) {
    return HexFormat.of().formatHex(digest("SHA-1", data));
  }

  public static String md5(byte[] data) {
    return HexFormat.of().formatHex(digest("MD5", data));
  }

  private static byte[] digest(String algorithm, byte[] data) {
    try {
      return MessageDigest.getInstance(algorithm).digest(data);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
