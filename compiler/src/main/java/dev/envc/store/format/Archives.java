package dev.envc.store.format;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/// Tar archives inside packages, compressed or not.
final class Archives {
  private static final int BUFFER = 1 << 17;

  private Archives() {}

  /// @param packed how many bytes of `data` were read so far
  static TarReader open(InputStream data, LongSupplier packed, Limits limits)
      throws IOException, BadPackageException {
    InputStream plain;
    try {
      plain = Codec.open(data);
    } catch (CorruptStreamException e) {
      throw e;
    } catch (IOException e) {
      throw new BadPackageException(
          dev.envc.diagnostic.StoreCode.CORRUPT_COMPRESSION,
          "Compressed data is damaged (" + e.getMessage() + ").");
    }
    return new TarReader(
        new BufferedInputStream(new GuardedStream(plain, packed, limits), BUFFER), limits);
  }
}
