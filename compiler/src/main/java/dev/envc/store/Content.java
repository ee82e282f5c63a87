package dev.envc.store;

import dev.envc.lock.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The bytes of a regular file, wherever they lie (a range of an unpacked package, a local file,
/// memory). Reading twice gives the same bytes.
public interface Content {
  /// The length in bytes.
  long size();

  /// The SHA-256 of the bytes.
  Digest digest();

  /// The bytes of [#digest]; for whoever needs those of many files.
  default byte[] sha256() {
    return HexFormat.of().parseHex(digest().hex());
  }

  /// A new stream over the bytes; the caller closes it.
  InputStream open() throws IOException;

  /// The MD5 of the bytes in hexadecimal digits: what CONTENTS of an installed package holds, and
  /// no proof of anything. Reads the bytes; an implementation that has seen them should remember
  /// it.
  default String md5() throws IOException {
    try (InputStream in = open()) {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), md5));
      return HexFormat.of().formatHex(md5.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
