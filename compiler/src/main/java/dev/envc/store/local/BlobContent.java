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
/// There is one for each file of an image: the digests are kept as the bytes they are.
final class BlobContent implements Content {
  static final int SHA256 = 32;
  static final int MD5 = 16;

  private static final int BUFFER = 1 << 18;

  private final BlobFile blob;
  private final long offset;
  private final long size;
  // The SHA-256 and the MD5: an array for each file would take half as much again.
  private final long sha0;
  private final long sha1;
  private final long sha2;
  private final long sha3;
  private final long md50;
  private final long md51;

  /// @param hashes the SHA-256 and after it the MD5, big endian, from its position
  BlobContent(BlobFile blob, long offset, long size, ByteBuffer hashes) {
    this.blob = blob;
    this.offset = offset;
    this.size = size;
    this.sha0 = hashes.getLong();
    this.sha1 = hashes.getLong();
    this.sha2 = hashes.getLong();
    this.sha3 = hashes.getLong();
    this.md50 = hashes.getLong();
    this.md51 = hashes.getLong();
  }

  long offset() {
    return offset;
  }

  @Override
  public long size() {
    return size;
  }

  /// The SHA-256 and after it the MD5.
  byte[] hashes() {
    return ByteBuffer.allocate(SHA256 + MD5)
        .putLong(sha0)
        .putLong(sha1)
        .putLong(sha2)
        .putLong(sha3)
        .putLong(md50)
        .putLong(md51)
        .array();
  }

  @Override
  public Digest digest() {
    return Digest.sha256(HexFormat.of().formatHex(hashes(), 0, SHA256));
  }

  @Override
  public String md5() {
    return HexFormat.of().formatHex(hashes(), SHA256, SHA256 + MD5);
  }

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
