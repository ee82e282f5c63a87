package dev.envc.store.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The file that holds a package's contents, opened at the first read. Safe for many threads. The
/// descriptor is released with this object.
final class BlobFile {
  private final Path path;
  private volatile @Nullable FileChannel channel;

  BlobFile(Path path) {
    this.path = path;
  }

  /// As [FileChannel#read(ByteBuffer, long)]. An interrupted thread closes a channel for all that
  /// use it: then it is opened anew.
  int read(ByteBuffer buffer, long position) throws IOException {
    FileChannel open = channel();
    int start = buffer.position();
    try {
      return open.read(buffer, position);
    } catch (ClosedChannelException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      buffer.position(start);
      return reopen(open).read(buffer, position);
    }
  }

  private FileChannel channel() throws IOException {
    FileChannel open = channel;
    return open != null ? open : reopen(null);
  }

  private synchronized FileChannel reopen(@Nullable FileChannel closed) throws IOException {
    FileChannel open = channel;
    if (open == null || open.equals(closed)) {
      open = FileChannel.open(path);
      channel = open;
    }
    return open;
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
