package dev.envc.store.format;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;

/// The data of one member of a gpkg, digested as it is read.
final class MemberStream extends InputStream {
  private final TarReader tar;
  private final MessageDigest sha512 = sha512();
  private final Blake2b blake2b = new Blake2b();
  private long count;

  MemberStream(TarReader tar) {
    this.tar = tar;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int n = tar.read(buffer, offset, length);
      if (n > 0) {
        sha512.update(buffer, offset, n);
        blake2b.update(buffer, offset, n);
        count += n;
      }
      return n;
    } catch (BadPackageException e) {
      throw new CorruptStreamException(e.code(), e.message());
    }
  }

  long count() {
    return count;
  }

  /// Reads what is left and gives the size and digests of the whole.
  GpkgManifest.Line finish() throws IOException {
    transferTo(nullOutputStream());
    Map<String, String> digests = new TreeMap<>();
    digests.put("SHA512", GpkgManifest.hex(sha512.digest()));
    digests.put("BLAKE2B", GpkgManifest.hex(blake2b.digest()));
    return new GpkgManifest.Line(count, digests);
  }

  private static java.io.OutputStream nullOutputStream() {
    return java.io.OutputStream.nullOutputStream();
  }

  private static MessageDigest sha512() {
    try {
      return MessageDigest.getInstance("SHA-512");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
