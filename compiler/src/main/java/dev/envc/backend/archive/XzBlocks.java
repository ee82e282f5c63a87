package dev.envc.backend.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/// xz as concatenated streams, which every reader of `.xz` files takes (xz(1), liblzma's
/// LZMA_CONCATENATED, systemd-import).
final class XzBlocks implements BlockFormat {
  private static final int BLOCK = 8 * 1024 * 1024;

  private final int level;

  /// What encoders work with is large, and made once for as many as there are at a time.
  private final ArrayCache arrays = new BasicArrayCache();

  XzBlocks(int level) {
    this.level = level;
  }

  @Override
  public int blockSize() {
    return BLOCK;
  }

  @Override
  public byte[] header() {
    return new byte[0];
  }

  @Override
  public byte[] compress(byte[] block, int length, byte[] before) throws IOException {
    var bytes = new ByteArrayOutputStream(length / 3);
    var options = new LZMA2Options(level);
    options.setDictSize(Math.min(options.getDictSize(), BLOCK));
    try (var xz = new XZOutputStream(bytes, options, XZ.CHECK_CRC64, arrays)) {
      xz.write(block, 0, length);
    }
    return bytes.toByteArray();
  }

  @Override
  public byte[] trailer(long total, int crc32) {
    return new byte[0];
  }
}
