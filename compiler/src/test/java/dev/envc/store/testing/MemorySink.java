package dev.envc.store.testing;

import dev.envc.lock.Digest;
import dev.envc.store.Content;
import dev.envc.store.format.ContentSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;

/// Keeps contents in memory.
public final class MemorySink implements ContentSink {
  private ByteArrayOutputStream current = new ByteArrayOutputStream();

  @Override
  public void write(byte[] bytes, int offset, int length) {
    current.write(bytes, offset, length);
  }

  @Override
  public void zeros(long length) {
    current.writeBytes(new byte[Math.toIntExact(length)]);
  }

  @Override
  public Content finish() {
    byte[] bytes = current.toByteArray();
    current = new ByteArrayOutputStream();
    return content(bytes);
  }

  /// Bytes in memory as a [Content].
  public static Content content(byte[] bytes) {
    return new Content() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public Digest digest() {
        return Digest.sha256(Hash.sha256(bytes));
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }
    };
  }
}
