package dev.envc.store.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// A stream that is closed under its reader when no byte came for a while: the JDK's client has no
/// time limit for the body of a response.
final class Watched extends FilterInputStream {
  private volatile long lastByte = System.nanoTime();
  private volatile boolean stalled;
  private final Thread watch;

  private Watched(InputStream in, Duration idle) {
    super(in);
    watch = Thread.ofVirtual().start(() -> watch(idle));
  }

  static InputStream of(InputStream in, Duration idle) {
    return new Watched(in, idle);
  }

  private void watch(Duration idle) {
    try {
      while (true) {
        long left = idle.toNanos() - (System.nanoTime() - lastByte);
        if (left <= 0) {
          stalled = true;
          in.close();
          return;
        }
        Thread.sleep(Duration.ofNanos(left));
      }
    } catch (InterruptedException | IOException e) {
      // Closed by its reader.
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n;
    try {
      n = super.read(buffer, offset, length);
    } catch (IOException e) {
      throw stalled ? new IOException("no byte came in time", e) : e;
    }
    if (n < 0 && stalled) {
      throw new IOException("no byte came in time");
    }
    lastByte = System.nanoTime();
    return n;
  }

  @Override
  public void close() throws IOException {
    watch.interrupt();
    super.close();
  }
}
