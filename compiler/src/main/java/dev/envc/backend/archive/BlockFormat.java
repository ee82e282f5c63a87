package dev.envc.backend.archive;

import java.io.IOException;

/// A compressed format that is made of independently compressed blocks.
interface BlockFormat {
  /// How many bytes of input a block holds.
  int blockSize();

  /// What stands before the blocks.
  byte[] header();

  /// Compresses one block. `before` are the last bytes of the input before it (up to 32 KiB), which
  /// a format may refer to.
  byte[] compress(byte[] block, int length, byte[] before) throws IOException;

  /// What stands after the blocks of `total` bytes.
  byte[] trailer(long total, int crc32);
}
