package dev.envc.store.local;

import dev.envc.lock.Digest;
import dev.envc.store.Content;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// A range of a package's blob, with the digests that were taken when it was unpacked.
record BlobContent(BlobFile blob, long offset, long size, Digest digest, String md5)
    implements Content {
  private static final int BUFFER = 1 << 18;

  @Override
  public InputStream open() {
    return new Range();
  }

  private final class Range extends InputStream {
    private long position = offset;
    private final long end = offset + size;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int at, int length) throws IOException {
      if (position >= end) {
        return -1;
      }
      int n =
          blob.read(ByteBuffer.wrap(buffer, at, (int) Math.min(length, end - position)), position);
      if (n < 0) {
        throw new EOFException(blob + " is shorter than its index says");
      }
      position += n;
      return n;
    }

    @Override
    public long skip(long n) {
      long skipped = Math.clamp(n, 0, end - position);
      position += skipped;
      return skipped;
    }

    @Override
    public int available() {
      return (int) Math.min(Integer.MAX_VALUE, end - position);
    }

    @Override
    public byte[] readAllBytes() throws IOException {
      return readNBytes(Math.toIntExact(end - position));
    }

    @Override
    public long transferTo(OutputStream out) throws IOException {
      long total = end - position;
      byte[] buffer = new byte[(int) Math.min(BUFFER, total)];
      for (int n = read(buffer); n > 0; n = read(buffer)) {
        out.write(buffer, 0, n);
      }
      return total;
    }
  }
}
