package dev.envc.backend.disk.output;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Counts and hashes what goes through.
final class DigestStream extends OutputStream {
  private final OutputStream out;
  private final MessageDigest digest;
  private long size;
  private String hex = "";

  DigestStream(OutputStream out) {
    this.out = out;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
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
    digest.update(bytes, offset, length);
    out.write(bytes, offset, length);
    size += length;
  }

  @Override
  public void close() throws IOException {
    if (hex.isEmpty()) {
      hex = HexFormat.of().formatHex(digest.digest());
    }
    out.close();
  }

  long size() {
    return size;
  }

  /// The SHA-256 in hexadecimal digits, once closed.
  String hex() {
    return hex;
  }
}
