package dev.envc.store.local;

import dev.envc.lock.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What digests are taken with.
final class Hashes {
  private static final int BUFFER = 1 << 20;

  private Hashes() {}

  static MessageDigest sha256() {
    return of(Digest.Algorithm.SHA256.javaName());
  }

  /// For what CONTENTS of an installed package holds; it proves nothing.
  static MessageDigest md5() {
    return of("MD5");
  }

  private static MessageDigest of(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Digest of(FileChannel file) throws IOException {
    MessageDigest digest = sha256();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    for (long at = 0; ; ) {
      int n = file.read(buffer.clear(), at);
      if (n < 0) {
        return Digest.sha256(digest.digest());
      }
      at += n;
      digest.update(buffer.array(), 0, n);
    }
  }
}
