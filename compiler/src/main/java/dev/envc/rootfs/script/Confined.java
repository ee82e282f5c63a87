package dev.envc.rootfs.script;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A running bubblewrap whose program is process 1 of its own process namespace (`--as-pid-1`). The
/// kernel ends a namespace with its process 1, and lets nobody learn of that end before every
/// process of the namespace is gone (pid_namespaces(7)). So when this has ended, nothing that a
/// script started runs any more, whatever it did to be left behind.
final class Confined implements AutoCloseable {
  private static final long PAUSE_NANOS = 5_000_000;

  private final Process bubblewrap;
  private final CompletableFuture<Void> limit;

  /// @param longest after this time it is ended
  Confined(ProcessBuilder builder, Duration longest) throws IOException {
    this.bubblewrap = builder.start();
    var later = CompletableFuture.delayedExecutor(longest.toMillis(), TimeUnit.MILLISECONDS);
    this.limit = CompletableFuture.runAsync(this::end, later);
  }

  Process process() {
    return bubblewrap;
  }

  /// Waits for its end.
  ///
  /// @return the exit status
  int await() throws IOException {
    try {
      return bubblewrap.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /// Ends it if it still runs. Process 1 is killed and never bubblewrap, which waits for that.
  private void end() {
    while (bubblewrap.isAlive()) {
      bubblewrap.children().forEach(ProcessHandle::destroyForcibly);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  @Override
  public void close() {
    limit.cancel(false);
    end();
  }
}
