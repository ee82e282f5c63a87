package dev.envc.store.local;

import dev.envc.lock.Digest;
import dev.envc.store.binhost.BinaryCandidate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Every digest that an index states of a package, and the SHA-256 that the lock needs, in one
/// pass. MD5 and SHA-1 prove nothing, but a difference in them still is one.
final class CandidateDigests {
  private static final Map<String, String> ALGORITHMS = new LinkedHashMap<>();

  static {
    ALGORITHMS.put("MD5", "MD5");
    ALGORITHMS.put("SHA1", "SHA-1");
    ALGORITHMS.put("SHA512", "SHA-512");
    ALGORITHMS.put("SHA256", "SHA-256");
  }

  private final BinaryCandidate candidate;

  CandidateDigests(BinaryCandidate candidate) {
    this.candidate = candidate;
  }

  /// The first digest that is not what the index says.
  record Difference(String stated, String found) {}

  record Result(Digest sha256, Optional<Difference> difference) {}

  Result of(FileChannel file) throws IOException {
    Map<String, MessageDigest> digests = new LinkedHashMap<>();
    ALGORITHMS.forEach(
        (key, name) -> {
          if (key.equals("SHA256") || !candidate.field(key).isEmpty()) {
            digests.put(key, digest(name));
          }
        });
    ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
    for (long at = 0; ; ) {
      int n = file.read(buffer.clear(), at);
      if (n < 0) {
        break;
      }
      at += n;
      digests.values().forEach(d -> d.update(buffer.array(), 0, n));
    }
    Map<String, String> found = new LinkedHashMap<>();
    digests.forEach((key, d) -> found.put(key, HexFormat.of().formatHex(d.digest())));
    return new Result(
        Digest.sha256(found.getOrDefault("SHA256", "")),
        found.entrySet().stream()
            .map(f -> difference(f.getKey(), f.getValue()))
            .flatMap(Optional::stream)
            .findFirst());
  }

  private Optional<Difference> difference(String key, String found) {
    String stated = candidate.field(key).toLowerCase(Locale.ROOT);
    return stated.isEmpty() || stated.equals(found)
        ? Optional.empty()
        : Optional.of(new Difference(key + " " + stated, found));
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
