package dev.envc.store.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// The bytes from `position` to `end` of a file. An error of the file itself is thrown as
/// [UncheckedIOException], so that no decoder above takes it for an error of the data.
final class FileRange extends InputStream {
  private final FileChannel file;
  private final long end;
  private long position;

  FileRange(FileChannel file, long position, long end) {
    this.file = file;
    this.position = position;
    this.end = end;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (position >= end) {
      return -1;
    }
    try {
      int n =
          file.read(
              ByteBuffer.wrap(buffer, offset, (int) Math.min(length, end - position)), position);
      position += Math.max(n, 0);
      return n;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
}
