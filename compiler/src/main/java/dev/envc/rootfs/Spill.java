package dev.envc.rootfs;

import dev.envc.lock.Digest;
import dev.envc.store.Content;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Bytes that grow with a root. Up to some megabytes they stay in memory; further ones go to a file
/// that has no name and is gone with the process. For one thread.
public final class Spill {
  private static final long IN_MEMORY = 16L << 20;

  private final Optional<Path> directory;
  private final long inMemory;
  private long kept;
  private @Nullable FileChannel file;

  /// Writes bytes.
  public interface Source {
    void write(OutputStream out) throws IOException;
  }

  /// @param directory where the file may be; without it everything stays in memory
  public Spill(Optional<Path> directory) {
    this(directory, IN_MEMORY);
  }

  Spill(Optional<Path> directory, long inMemory) {
    this.directory = directory;
    this.inMemory = inMemory;
  }

  /// Keeps what a source writes.
  public Content keep(Source source) throws IOException {
    var out = new Out();
    source.write(out);
    return out.content();
  }

  private FileChannel file() throws IOException {
    FileChannel known = file;
    if (known == null) {
      Path made = directory.orElseThrow();
      Files.createDirectories(made);
      Path path = Files.createTempFile(made, "spill", "");
      try {
        known = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
      } finally {
        Files.delete(path);
      }
      file = known;
    }
    return known;
  }

  /// In memory as long as there is room, then at the end of the file.
  private final class Out extends OutputStream {
    private static final int PIECE = 1 << 16;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private final MessageDigest sha256 = sha256();
    private long start = -1;
    private long size;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      memory.write(bytes, offset, length);
      size += length;
      boolean full = directory.isPresent() && kept + size > inMemory;
      if (full && memory.size() >= PIECE) {
        passOn();
      }
    }

    private void passOn() throws IOException {
      FileChannel out = file();
      if (start < 0) {
        start = out.size();
      }
      byte[] bytes = memory.toByteArray();
      memory.reset();
      sha256.update(bytes);
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      long at = out.size();
      while (rest.hasRemaining()) {
        out.write(rest, at + rest.position());
      }
    }

    Content content() throws IOException {
      if (start < 0 && (directory.isEmpty() || kept + size <= inMemory)) {
        kept += size;
        return BytesContent.of(memory.toByteArray());
      }
      passOn();
      return new Spilled(file(), start, size, Digest.sha256(sha256.digest()));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Spilled(FileChannel file, long offset, long size, Digest digest)
      implements Content {

    @Override
    public InputStream open() {
      return new InputStream() {
        private long at;

        @Override
        public int read() throws IOException {
          byte[] one = new byte[1];
          return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int start, int length) throws IOException {
          if (at == size) {
            return -1;
          }
          int n =
              file.read(
                  ByteBuffer.wrap(into, start, (int) Math.min(length, size - at)), offset + at);
          if (n < 0) {
            throw new EOFException("what was put aside is shorter than it was");
          }
          at += n;
          return n;
        }
      };
    }
  }
}
