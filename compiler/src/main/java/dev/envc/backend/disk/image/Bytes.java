package dev.envc.backend.disk.image;

import dev.envc.store.Content;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A run of bytes of an image, and where it comes from. Nothing is read before it is written.
public sealed interface Bytes {
  /// The length in bytes.
  long length();

  /// Writes exactly [#length] bytes.
  ///
  /// @throws IOException also when the source is shorter or longer than it said
  void copyTo(OutputStream out) throws IOException;

  /// Bytes in memory.
  @SuppressWarnings("ArrayRecordComponent")
  record Memory(byte[] bytes) implements Bytes {
    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public void copyTo(OutputStream out) throws IOException {
      out.write(bytes);
    }
  }

  /// A whole file of a file tree.
  record Stored(Content content) implements Bytes {
    @Override
    public long length() {
      return content.size();
    }

    @Override
    public void copyTo(OutputStream out) throws IOException {
      try (InputStream in = content.open()) {
        copyExactly(in, content.size(), out);
        if (in.read() >= 0) {
          throw new IOException("content is longer than its size says");
        }
      }
    }
  }

  /// A part of a file of a file tree.
  record StoredPart(Content content, long offset, long length) implements Bytes {
    @Override
    public void copyTo(OutputStream out) throws IOException {
      try (InputStream in = content.open()) {
        in.skipNBytes(offset);
        copyExactly(in, length, out);
      }
    }
  }

  /// Zeros that must be written: the reader of the image relies on them.
  record Zeros(long length) implements Bytes {
    @Override
    public void copyTo(OutputStream out) throws IOException {
      byte[] block = new byte[(int) Math.min(length, 1 << 16)];
      for (long left = length; left > 0; left -= block.length) {
        out.write(block, 0, (int) Math.min(left, block.length));
      }
    }
  }

  /// A local file that a tool made.
  record LocalFile(Path file, long length) implements Bytes {
    @Override
    public void copyTo(OutputStream out) throws IOException {
      try (InputStream in = Files.newInputStream(file)) {
        copyExactly(in, length, out);
      }
    }
  }

  private static void copyExactly(InputStream in, long length, OutputStream out)
      throws IOException {
    byte[] buffer = new byte[Math.clamp(length, 1, 1 << 16)];
    for (long left = length; left > 0; ) {
      int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        throw new EOFException("content is shorter than its size says by " + left + " bytes");
      }
      out.write(buffer, 0, n);
      left -= n;
    }
  }
}
