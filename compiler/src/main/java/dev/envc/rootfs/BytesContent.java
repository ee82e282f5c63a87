package dev.envc.rootfs;

import dev.envc.lock.Digest;
import dev.envc.store.Content;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/// The bytes of a file that assembly writes itself, in memory.
public final class BytesContent implements Content {
  private final byte[] bytes;

  /// Taken when it is asked for, which not every backend does.
  private volatile byte @Nullable [] sha256;

  private BytesContent(byte[] bytes) {
    this.bytes = bytes;
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
    return Digest.sha256(sha256());
  }

  @Override
  public byte[] sha256() {
    byte[] known = sha256;
    if (known == null) {
      known = taken();
      sha256 = known;
    }
    return known.clone();
  }

  @Override
  public InputStream open() {
    return new ByteArrayInputStream(bytes);
  }

  private byte[] taken() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
