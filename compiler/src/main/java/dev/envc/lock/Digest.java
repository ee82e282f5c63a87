package dev.envc.lock;

import java.util.HexFormat;

/// A digest of bytes, printed as OCI prints it: `sha256:` and lower-case hexadecimal digits.
public record Digest(Algorithm algorithm, String hex) implements Comparable<Digest> {
  /// The algorithms that are accepted as proof of content. MD5 and SHA-1, which old indexes also
  /// carry, are not.
  public enum Algorithm {
    SHA256("sha256", "SHA-256", 64),
    SHA512("sha512", "SHA-512", 128);

    private final String prefix;
    private final String javaName;
    private final int hexLength;

    Algorithm(String prefix, String javaName, int hexLength) {
      this.prefix = prefix;
      this.javaName = javaName;
      this.hexLength = hexLength;
    }

    /// The name `java.security.MessageDigest` knows it by.
    public String javaName() {
      return javaName;
    }

    public int hexLength() {
      return hexLength;
    }

    public String prefix() {
      return prefix;
    }
  }

  public Digest {
    if (hex.length() != algorithm.hexLength() || !isHex(hex)) {
      throw new IllegalArgumentException("not a " + algorithm.prefix() + " digest: " + hex);
    }
  }

  public static Digest sha256(byte[] hash) {
    return new Digest(Algorithm.SHA256, HexFormat.of().formatHex(hash));
  }

  public static Digest sha256(String hex) {
    return new Digest(Algorithm.SHA256, hex);
  }

  private static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  /// Reads `algorithm:hex`.
  ///
  /// @throws IllegalArgumentException when the algorithm is unknown or the digits are not of its
  ///   length
  public static Digest parse(String text) {
    for (Algorithm a : Algorithm.values()) {
      if (text.startsWith(a.prefix() + ":")) {
        return new Digest(a, text.substring(a.prefix().length() + 1));
      }
    }
    throw new IllegalArgumentException("not a digest: " + text);
  }

  @Override
  public int compareTo(Digest other) {
    int byAlgorithm = algorithm.compareTo(other.algorithm);
    return byAlgorithm != 0 ? byAlgorithm : hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return algorithm.prefix() + ":" + hex;
  }
}
