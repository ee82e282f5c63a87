package dev.envc.backend.disk.verity;

import dev.envc.backend.disk.image.ImagePass;
import dev.envc.backend.disk.image.ImageSink;
import dev.envc.backend.disk.image.SparseImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/// The hash partition of dm-verity: format 1, SHA-256, blocks of 4 KiB, the superblock first
/// (cryptsetup's on-disk format); `tree` is the same without the superblock. The salt is made from
/// the partition's id, so that the same bytes give the same hash.
public record Verity(
    SparseImage image, SparseImage tree, String rootHash, String salt, long dataBlocks) {
  private static final int BLOCK = ImagePass.BLOCK;
  private static final int PER_BLOCK = BLOCK / 32;

  /// Reads `data` once.
  public static Verity of(SparseImage data, UUID id) throws IOException {
    byte[] salt = sha(new byte[0], id.toString().getBytes(StandardCharsets.UTF_8), 0, -1);
    var leaves = new Leaves(salt);
    ImagePass.run(data, List.of(leaves));
    List<byte[]> levels = new ArrayList<>(List.of(pad(leaves.hashes.toByteArray())));
    while (levels.getLast().length > BLOCK) {
      levels.add(pad(level(levels.getLast(), salt)));
    }
    byte[] root = sha(salt, levels.getLast(), 0, BLOCK);
    var out = new ByteArrayOutputStream();
    levels.reversed().forEach(out::writeBytes);
    SparseImage tree = SparseImage.builder().put(0, out.toByteArray()).build(out.size());
    HexFormat hex = HexFormat.of();
    return new Verity(
        SparseImage.builder()
            .put(0, superblock(salt, id, data.size() / BLOCK))
            .put(BLOCK, tree)
            .build(BLOCK + tree.size()),
        tree,
        hex.formatHex(root),
        hex.formatHex(salt),
        data.size() / BLOCK);
  }

  /// The bytes that the hash of this many bytes takes.
  public static long size(long data) {
    long total = BLOCK;
    long blocks = data / BLOCK;
    do {
      blocks = (blocks + PER_BLOCK - 1) / PER_BLOCK;
      total += blocks * BLOCK;
    } while (blocks > 1);
    return total;
  }

  private static byte[] level(byte[] below, byte[] salt) {
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < below.length; i += BLOCK) {
      out.writeBytes(sha(salt, below, i, BLOCK));
    }
    return out.toByteArray();
  }

  private static byte[] pad(byte[] hashes) {
    int blocks = Math.max(1, (hashes.length + BLOCK - 1) / BLOCK);
    return Arrays.copyOf(hashes, blocks * BLOCK);
  }

  private static byte[] superblock(byte[] salt, UUID id, long dataBlocks) {
    byte[] bytes = new byte[BLOCK];
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.put("verity\0\0".getBytes(StandardCharsets.US_ASCII)).putInt(1).putInt(1);
    out.order(ByteOrder.BIG_ENDIAN).putLong(id.getMostSignificantBits());
    out.putLong(id.getLeastSignificantBits()).order(ByteOrder.LITTLE_ENDIAN);
    out.put(Arrays.copyOf("sha256".getBytes(StandardCharsets.US_ASCII), 32));
    out.putInt(BLOCK).putInt(BLOCK).putLong(dataBlocks).putShort((short) salt.length);
    out.position(out.position() + 6).put(salt);
    return bytes;
  }

  private static byte[] sha(byte[] salt, byte[] bytes, int offset, int length) {
    MessageDigest digest = digest();
    digest.update(salt);
    digest.update(bytes, offset, length < 0 ? bytes.length : length);
    return digest.digest();
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Hashes the data blocks as they pass.
  private static final class Leaves implements ImageSink {
    private final byte[] salt;
    private final byte[] zero;
    private final ByteArrayOutputStream hashes = new ByteArrayOutputStream();

    Leaves(byte[] salt) {
      this.salt = salt;
      this.zero = sha(salt, new byte[BLOCK], 0, BLOCK);
    }

    @Override
    public void data(byte[] bytes, int length) {
      for (int i = 0; i < length; i += BLOCK) {
        hashes.writeBytes(sha(salt, bytes, i, BLOCK));
      }
    }

    @Override
    public void hole(long length) {
      for (long i = 0; i < length; i += BLOCK) {
        hashes.writeBytes(zero);
      }
    }

    @Override
    public void finish() {}
  }
}
