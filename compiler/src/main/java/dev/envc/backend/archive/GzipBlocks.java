package dev.envc.backend.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Deflater;

/// gzip (RFC 1952) as one member whose deflate blocks are compressed apart, each with the end of
/// the input before it as dictionary, as pigz(1) does. The bytes are those of the zlib that the
/// Java runtime brings.
final class GzipBlocks implements BlockFormat {
  private static final int BLOCK = 512 * 1024;

  private final int level;

  GzipBlocks(int level) {
    this.level = level;
  }

  @Override
  public int blockSize() {
    return BLOCK;
  }

  @Override
  public byte[] header() {
    // Deflate, no name, no time, operating system "unknown".
    return new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
  }

  @Override
  public byte[] compress(byte[] block, int length, byte[] before) {
    Deflater deflater = new Deflater(level, true);
    try {
      if (before.length > 0) {
        deflater.setDictionary(before);
      }
      deflater.setInput(block, 0, length);
      byte[] out = new byte[length + length / 8 + 64];
      int n = 0;
      while (true) {
        int written = deflater.deflate(out, n, out.length - n, Deflater.SYNC_FLUSH);
        n += written;
        if (n < out.length) {
          return Arrays.copyOf(out, n);
        }
        out = Arrays.copyOf(out, out.length * 2);
      }
    } finally {
      deflater.end();
    }
  }

  @Override
  public byte[] trailer(long total, int crc32) {
    // An empty final block with fixed codes, then the checksum and the length modulo 2^32.
    return ByteBuffer.allocate(10)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 3)
        .put((byte) 0)
        .putInt(crc32)
        .putInt((int) total)
        .array();
  }
}
