package dev.envc.store.local;

import dev.envc.lock.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// SHA-256 and SHA-512 of files.
final class Sha256 {
  private static final int BUFFER = 1 << 20;

  private Sha256() {}

  static MessageDigest start() {
    return start(Digest.Algorithm.SHA256);
  }

  static MessageDigest start(Digest.Algorithm algorithm) {
    try {
      return MessageDigest.getInstance(algorithm.javaName());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Digest of(FileChannel file) throws IOException {
    MessageDigest digest = start();
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
