package dev.envc.backend.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;

/// Compresses blocks on several threads and writes them in order; holds a few blocks in memory.
final class ParallelCompressor extends OutputStream {
  private static final int DICTIONARY = 32 * 1024;

  private final OutputStream out;
  private final BlockFormat format;
  private final ExecutorService workers;
  private final int window;
  private final Deque<Pending> pending = new ArrayDeque<>();

  /// Blocks to be filled again: a new one each time would fill the memory before it is collected.
  private final Deque<byte[]> free = new ArrayDeque<>();

  private final CRC32 crc = new CRC32();

  private byte[] block;
  private byte[] before = new byte[0];
  private int filled;
  private long total;
  private boolean started;
  private boolean closed;

  /// A block that is being compressed.
  // An array that is used again, never compared.
  @SuppressWarnings("ArrayRecordComponent")
  private record Pending(byte[] block, Future<byte[]> compressed) {}

  ParallelCompressor(OutputStream out, BlockFormat format, int threads) {
    this.out = out;
    this.format = format;
    this.workers =
        Executors.newFixedThreadPool(Math.max(1, threads), Thread.ofPlatform().daemon().factory());
    this.window = Math.max(1, threads) + 2;
    this.block = new byte[format.blockSize()];
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    crc.update(bytes, offset, length);
    total += length;
    int at = offset;
    int left = length;
    while (left > 0) {
      int n = Math.min(left, block.length - filled);
      System.arraycopy(bytes, at, block, filled, n);
      filled += n;
      at += n;
      left -= n;
      if (filled == block.length) {
        submit();
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (out) {
      if (filled > 0 || !started) {
        submit();
      }
      while (!pending.isEmpty()) {
        drain();
      }
      out.write(format.trailer(total, (int) crc.getValue()));
    } finally {
      workers.shutdownNow();
    }
  }

  private void submit() throws IOException {
    if (!started) {
      out.write(format.header());
      started = true;
    }
    byte[] input = block;
    int length = filled;
    byte[] dictionary = before;
    pending.add(
        new Pending(input, workers.submit(() -> format.compress(input, length, dictionary))));
    before = Arrays.copyOfRange(input, Math.max(0, length - DICTIONARY), length);
    if (pending.size() >= window) {
      drain();
    }
    block = free.isEmpty() ? new byte[format.blockSize()] : free.pop();
    filled = 0;
  }

  private void drain() throws IOException {
    try {
      Pending first = pending.remove();
      out.write(first.compressed().get());
      free.push(first.block());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while compressing", e);
    } catch (ExecutionException e) {
      throw new IOException("compression failed", e.getCause());
    }
  }
}
