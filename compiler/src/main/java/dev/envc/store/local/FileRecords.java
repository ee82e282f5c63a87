package dev.envc.store.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of each file of a package, as its index has it: where it begins in the blob, its
/// size, its SHA-256 and its MD5.
interface FileRecords {
  /// Bytes of a record.
  int LENGTH = 64;

  /// A record by its place; its bytes are from the buffer's position on.
  ByteBuffer at(int place);

  /// The records of a package that is being unpacked.
  final class InMemory implements FileRecords {
    private static final int BLOCK = 64 * LENGTH;

    private final List<ByteBuffer> blocks = new ArrayList<>();
    private int end;

    /// @return the place of the record
    int add(long offset, long size, byte[] sha256, byte[] md5) {
      if (end % BLOCK == 0) {
        blocks.add(ByteBuffer.allocate(BLOCK));
      }
      blocks.getLast().putLong(offset).putLong(size).put(sha256).put(md5);
      end += LENGTH;
      return end - LENGTH;
    }

    @Override
    public ByteBuffer at(int place) {
      return blocks.get(place / BLOCK).slice(place % BLOCK, LENGTH);
    }
  }

  /// The records of a package in the store, read from its index when they are asked for: an image
  /// may have millions of files, and neighbours are asked for one after the other.
  final class InIndex implements FileRecords {
    private static final int WINDOW = 1 << 15;

    private final Path index;
    private @Nullable ByteBuffer window;
    private int start;

    /// @param bytes the index; a small one is kept
    InIndex(Path index, byte[] bytes) {
      this.index = index;
      this.window = bytes.length <= WINDOW ? ByteBuffer.wrap(bytes) : null;
    }

    @Override
    public synchronized ByteBuffer at(int place) {
      ByteBuffer bytes = window;
      if (bytes == null || place < start || place + LENGTH > start + bytes.limit()) {
        bytes = read(place);
        start = place;
        window = bytes;
      }
      return bytes.slice(place - start, LENGTH);
    }

    private ByteBuffer read(int place) {
      try (FileChannel file = FileChannel.open(index, StandardOpenOption.READ)) {
        int length = Math.clamp(file.size() - place, 0, WINDOW);
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, place + bytes.position()) > 0) {}
        bytes.flip();
        if (bytes.limit() < LENGTH) {
          throw new IOException(index + " is shorter than it was");
        }
        return bytes;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
