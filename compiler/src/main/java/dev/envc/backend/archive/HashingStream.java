package dev.envc.backend.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Passes bytes on, counting them and taking their SHA-256.
public final class HashingStream extends OutputStream {
  private final OutputStream out;
  private final MessageDigest sha256;
  private long count;

  public HashingStream(OutputStream out) {
    this.out = out;
    this.sha256 = sha256();
  }

  /// `sha256:` and the digits of bytes.
  public static String digest(byte[] bytes) {
    return "sha256:" + HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    sha256.update(bytes, offset, length);
    count += length;
    out.write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  public long count() {
    return count;
  }

  /// `sha256:` and the digits of what has passed. Call once, at the end.
  public String digest() {
    return "sha256:" + HexFormat.of().formatHex(sha256.digest());
  }
}
