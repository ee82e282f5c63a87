package dev.envc.store.local;

import dev.envc.lock.Digest;
import dev.envc.store.Content;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/// A range of a package's blob, with the digests that were taken when it was unpacked.
///
/// There is one for each file of an image: what is known of the file stays where it is recorded.
final class BlobContent implements Content {
  private static final int OFFSET = 0;
  private static final int SHA256 = 16;
  private static final int MD5 = 48;

  private static final int BUFFER = 1 << 18;

  private final BlobFile blob;
  private final FileRecords records;
  private final int place;
  private final long size;

  BlobContent(BlobFile blob, FileRecords records, int place, long size) {
    this.blob = blob;
    this.records = records;
    this.place = place;
    this.size = size;
  }

  /// The file's record.
  ByteBuffer record() {
    return records.at(place);
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public Digest digest() {
    return Digest.sha256(sha256());
  }

  @Override
  public byte[] sha256() {
    return part(SHA256, MD5);
  }

  @Override
  public String md5() {
    return HexFormat.of().formatHex(part(MD5, FileRecords.LENGTH));
  }

  private byte[] part(int from, int to) {
    byte[] part = new byte[to - from];
    record().get(from, part);
    return part;
  }

  @Override
  public InputStream open() {
    return new Range();
  }

  private final class Range extends InputStream {
    private long position = record().getLong(OFFSET);
    private final long end = position + size;

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
