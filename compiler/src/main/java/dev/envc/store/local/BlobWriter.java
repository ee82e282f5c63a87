package dev.envc.store.local;

import dev.envc.store.Content;
import dev.envc.store.format.ContentSink;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/// Writes the contents of a package's files into one file, one after the other. Long holes of
/// sparse files stay holes.
final class BlobWriter implements ContentSink, Closeable {
  private static final int BUFFER = 1 << 20;
  private static final int HOLE = 1 << 16;
  private static final byte[] ZEROS = new byte[HOLE];

  private final BlobFile blob;
  private final FileChannel out;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private final MessageDigest sha256 = Hashes.sha256();
  private final MessageDigest md5 = Hashes.md5();
  private final FileRecords.InMemory records = new FileRecords.InMemory();

  /// Where the next buffer goes in the file.
  private long flushed;

  private long start;

  BlobWriter(Path file, BlobFile blob) throws IOException {
    this.blob = blob;
    this.out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    update(bytes, offset, length);
    for (int at = offset, end = offset + length; at < end; ) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      int n = Math.min(buffer.remaining(), end - at);
      buffer.put(bytes, at, n);
      at += n;
    }
  }

  @Override
  public void zeros(long length) throws IOException {
    if (length < HOLE) {
      write(ZEROS, 0, (int) length);
      return;
    }
    flush();
    for (long left = length; left > 0; left -= HOLE) {
      update(ZEROS, 0, (int) Math.min(HOLE, left));
    }
    flushed += length;
  }

  @Override
  public Content finish() {
    long end = flushed + buffer.position();
    int place = records.add(start, end - start, sha256.digest(), md5.digest());
    var content = new BlobContent(blob, records, place, end - start);
    start = end;
    return content;
  }

  private void update(byte[] bytes, int offset, int length) {
    sha256.update(bytes, offset, length);
    md5.update(bytes, offset, length);
  }

  /// Writes everything out and gives the file its size, which a hole at the end does not.
  long complete() throws IOException {
    flush();
    if (out.size() < flushed) {
      out.write(ByteBuffer.wrap(ZEROS, 0, 1), flushed - 1);
    }
    return flushed;
  }

  private void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      flushed += out.write(buffer, flushed);
    }
    buffer.clear();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
