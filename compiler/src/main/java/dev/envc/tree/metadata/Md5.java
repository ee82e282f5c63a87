package dev.envc.tree.metadata;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The digests of the metadata cache (PMS 14.2). They tell a stale entry from a fresh one and are
/// no protection: the pin of the tree is.
public final class Md5 {
  private Md5() {}

  /// Hexadecimal, lower case.
  public static String of(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
