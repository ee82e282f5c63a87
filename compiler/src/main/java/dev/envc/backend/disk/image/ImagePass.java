package dev.envc.backend.disk.image;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Sends an image once, in order, to several sinks that work at the same time.
public final class ImagePass {
  /// The unit of data and holes, the block of bmap files.
  public static final int BLOCK = 4096;

  private static final int CHUNK = 1 << 20;
  private static final int QUEUE = 6;

  private ImagePass() {}

  /// @throws IllegalArgumentException when the image's size is not a multiple of [#BLOCK]
  public static void run(SparseImage image, List<? extends ImageSink> sinks) throws IOException {
    if (image.size() % BLOCK != 0) {
      throw new IllegalArgumentException("an image of " + image.size() + " bytes");
    }
    List<Lane> lanes = sinks.stream().map(Lane::new).toList();
    lanes.forEach(Lane::start);
    try {
      var chunks = new Chunks(lanes);
      for (SparseImage.Extent e : image.extents()) {
        chunks.seek(e.offset());
        e.bytes().copyTo(chunks);
      }
      chunks.end(image.size());
      lanes.forEach(l -> l.put(new Piece.End()));
    } catch (IOException | RuntimeException e) {
      lanes.forEach(l -> l.put(new Piece.Abort()));
      throw e;
    } finally {
      lanes.forEach(Lane::join);
    }
    for (Lane lane : lanes) {
      lane.rethrow();
    }
  }

  private sealed interface Piece {
    @SuppressWarnings("ArrayRecordComponent")
    record Data(byte[] bytes, int length) implements Piece {}

    record Hole(long length) implements Piece {}

    record End() implements Piece {}

    record Abort() implements Piece {}
  }

  /// One sink with its thread. A sink that fails swallows the rest.
  private static final class Lane {
    private final BlockingQueue<Piece> queue = new ArrayBlockingQueue<>(QUEUE);
    private final ImageSink sink;
    private final Thread thread;
    private final List<Exception> failures = new ArrayList<>();

    Lane(ImageSink sink) {
      this.sink = sink;
      this.thread = Thread.ofPlatform().daemon().name("image-" + sink).unstarted(this::work);
    }

    void start() {
      thread.start();
    }

    void put(Piece piece) {
      boolean done = false;
      while (!done) {
        try {
          queue.put(piece);
          done = true;
        } catch (InterruptedException e) {
          throw new IllegalStateException("interrupted", e);
        }
      }
    }

    void join() {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted", e);
      }
    }

    void rethrow() throws IOException {
      if (!failures.isEmpty()) {
        Exception first = failures.getFirst();
        if (first instanceof IOException io) {
          throw io;
        }
        throw new IllegalStateException(first);
      }
    }

    private void work() {
      try {
        while (step(queue.take())) {}
      } catch (InterruptedException e) {
        failures.add(e);
      }
    }

    private boolean step(Piece piece) {
      try {
        switch (piece) {
          case Piece.Data d when failures.isEmpty() -> sink.data(d.bytes(), d.length());
          case Piece.Hole h when failures.isEmpty() -> sink.hole(h.length());
          case Piece.End _ when failures.isEmpty() -> sink.finish();
          case Piece.Data _, Piece.Hole _, Piece.End _, Piece.Abort _ -> {}
        }
      } catch (IOException | RuntimeException e) {
        failures.add(e);
      }
      return !(piece instanceof Piece.End || piece instanceof Piece.Abort);
    }
  }

  /// Cuts a stream of runs into chunks of whole blocks, with the holes between them.
  private static final class Chunks extends OutputStream {
    private final List<Lane> lanes;
    private byte[] chunk = new byte[CHUNK];
    private long start;
    private int used;

    Chunks(List<Lane> lanes) {
      this.lanes = lanes;
    }

    /// Moves on to `offset`: a gap within a block is zeros, whole blocks are a hole.
    void seek(long offset) {
      long gap = offset - (start + used);
      if (gap > 0 && (start + used) % BLOCK != 0) {
        int pad = (int) Math.min(gap, BLOCK - used % BLOCK);
        used += pad;
      }
      if (used == CHUNK) {
        flushChunk();
      }
      long hole = (offset - (start + used)) / BLOCK * BLOCK;
      if (hole > 0) {
        flushChunk();
        send(new Piece.Hole(hole));
        start += hole;
      }
      used = (int) (offset - start);
    }

    void end(long size) {
      seek(size);
      flushChunk();
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      for (int done = 0; done < length; ) {
        int n = Math.min(length - done, CHUNK - used);
        System.arraycopy(bytes, offset + done, chunk, used, n);
        used += n;
        done += n;
        if (used == CHUNK) {
          flushChunk();
        }
      }
    }

    private void flushChunk() {
      if (used > 0) {
        send(new Piece.Data(chunk, used));
        start += used;
        used = 0;
        chunk = new byte[CHUNK];
      }
    }

    private void send(Piece piece) {
      lanes.forEach(l -> l.put(piece));
    }
  }
}
