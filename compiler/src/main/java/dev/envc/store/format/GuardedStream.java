package dev.envc.store.format;

import dev.envc.diagnostic.StoreCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/// A decompressor's output, held to the limits; its errors are errors of the package.
final class GuardedStream extends InputStream {
  private final InputStream in;
  private final LongSupplier packed;
  private final Limits limits;
  private long total;

  /// @param packed how many bytes the decompressor has taken so far
  GuardedStream(InputStream in, LongSupplier packed, Limits limits) {
    this.in = in;
    this.packed = packed;
    this.limits = limits;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int n = in.read(buffer, offset, length);
      total += Math.max(n, 0);
      check();
      return n;
    } catch (CorruptStreamException e) {
      throw e;
    } catch (EOFException e) {
      throw new CorruptStreamException(StoreCode.TRUNCATED, "Compressed data ends in the middle.");
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new CorruptStreamException(
          StoreCode.CORRUPT_COMPRESSION, "Compressed data is damaged (" + e.getMessage() + ").");
    }
  }

  private void check() throws CorruptStreamException {
    if (total > limits.unpackedBytes() + (limits.unpackedBytes() >> 3)) {
      throw new CorruptStreamException(
          StoreCode.TOO_BIG,
          "An archive in it unpacks to more than " + limits.unpackedBytes() + " bytes.");
    }
    if (total > limits.ratioFreeBytes()
        && total / Math.max(1, packed.getAsLong()) > limits.ratio()) {
      throw new CorruptStreamException(
          StoreCode.TOO_BIG,
          "An archive in it unpacks to more than " + limits.ratio() + " times its size.");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
