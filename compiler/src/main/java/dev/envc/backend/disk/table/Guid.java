package dev.envc.backend.disk.table;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// Ids that do not change: made from a name, as RFC 9562 has it for version 5, with SHA-256
/// (version 8) in the place of SHA-1.
public final class Guid {
  private static final UUID NAMESPACE = UUID.fromString("a5d9fd23-0a3f-57b0-b2b7-61ff9f0f2ea1");

  private Guid() {}

  /// The id of `name`.
  public static UUID of(String name) {
    byte[] namespace =
        ByteBuffer.allocate(16)
            .putLong(NAMESPACE.getMostSignificantBits())
            .putLong(NAMESPACE.getLeastSignificantBits())
            .array();
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(namespace);
      ByteBuffer hash = ByteBuffer.wrap(sha.digest(name.getBytes(StandardCharsets.UTF_8)));
      long high = (hash.getLong() & ~0xf000L) | 0x8000L;
      long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
      return new UUID(high, low);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// As a GPT holds it: the first three fields little-endian.
  static byte[] mixed(UUID id) {
    long high = id.getMostSignificantBits();
    int first = (int) (high >>> 32);
    short second = (short) (high >>> 16);
    short third = (short) high;
    return ByteBuffer.allocate(16)
        .putInt(Integer.reverseBytes(first))
        .putShort(Short.reverseBytes(second))
        .putShort(Short.reverseBytes(third))
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
