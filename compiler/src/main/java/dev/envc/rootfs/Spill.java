package dev.envc.rootfs;

import dev.envc.lock.Digest;
import dev.envc.store.Content;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The bytes of files that assembly makes and that grow with a root. Up to some megabytes they stay
/// in memory; further ones go to a file that has no name and is gone with the process.
final class Spill {
  private static final long IN_MEMORY = 16L << 20;

  private final Optional<Path> directory;
  private final long inMemory;
  private long kept;
  private @Nullable FileChannel file;

  /// @param directory where the file may be; without it everything stays in memory
  Spill(Optional<Path> directory) {
    this(directory, IN_MEMORY);
  }

  Spill(Optional<Path> directory, long inMemory) {
    this.directory = directory;
    this.inMemory = inMemory;
  }

  Content keep(byte[] bytes) throws IOException {
    if (directory.isEmpty() || kept + bytes.length <= inMemory) {
      kept += bytes.length;
      return BytesContent.of(bytes);
    }
    FileChannel out = file;
    if (out == null) {
      out = create(directory.get());
      file = out;
    }
    long at = out.size();
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      out.write(rest, at + rest.position());
    }
    return new Spilled(out, at, bytes.length, sha256(bytes));
  }

  private static FileChannel create(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path path = Files.createTempFile(directory, "spill", "");
    try {
      return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } finally {
      Files.delete(path);
    }
  }

  private static Digest sha256(byte[] bytes) {
    try {
      return Digest.sha256(MessageDigest.getInstance("SHA-256").digest(bytes));
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
