package dev.envc.rootfs;

import dev.envc.lock.Digest;
import dev.envc.store.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The bytes of a local file whose SHA-256 is known: one that the manifest adds, as it was when the
/// manifest was read.
public record LocalContent(Path path, long size, Digest digest) implements Content {
  @Override
  public InputStream open() throws IOException {
    return Files.newInputStream(path);
  }

  /// Whether the file is still what it was.
  boolean isUnchanged() throws IOException {
    try (InputStream in = open()) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
      return Digest.sha256(sha256.digest()).equals(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
