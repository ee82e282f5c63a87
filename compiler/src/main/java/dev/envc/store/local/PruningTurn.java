package dev.envc.store.local;

import dev.envc.diagnostic.UserErrorException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps pruning apart from every other use of a store, by a file that the operating system locks.
/// Who opens the store first makes its session, which all can see, and then passes here; who prunes
/// first takes the lock and then looks for sessions. So either the one sees the other, or waits.
///
/// @param file the file that is locked; it stays
record PruningTurn(Path file) {
  /// POSIX locks are a process's, not a thread's.
  private static final ReentrantLock HERE = new ReentrantLock();

  /// What is done while nobody opens the store.
  interface Work<T> {
    T run() throws IOException, UserErrorException;
  }

  /// Waits for the end of a pruning that has begun.
  void pass() throws IOException {
    HERE.lock();
    try (FileChannel channel = channel();
        FileLock _ = channel.lock(0, Long.MAX_VALUE, true)) {
      // Nobody prunes now.
    } finally {
      HERE.unlock();
    }
  }

  /// Does what must not happen while a store is opened; who opens it then waits.
  <T> T alone(Work<T> work) throws IOException, UserErrorException {
    HERE.lock();
    try (FileChannel channel = channel();
        FileLock _ = channel.lock()) {
      return work.run();
    } finally {
      HERE.unlock();
    }
  }

  private FileChannel channel() throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }
}
