package dev.envc.rootfs;

import dev.envc.lock.Digest;
import dev.envc.store.Content;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The bytes of a file that assembly writes itself, in memory.
public final class BytesContent implements Content {
  private final byte[] bytes;
  private final Digest digest;

  private BytesContent(byte[] bytes) {
    this.bytes = bytes;
    this.digest = Digest.sha256(hash("SHA-256", bytes));
  }

  public static BytesContent of(byte[] bytes) {
    return new BytesContent(bytes.clone());
  }

  /// The UTF-8 bytes of a text.
  public static BytesContent of(String text) {
    return new BytesContent(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public Digest digest() {
    return digest;
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }

  private static byte[] hash(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
