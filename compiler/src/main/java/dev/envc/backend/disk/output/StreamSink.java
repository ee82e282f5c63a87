package dev.envc.backend.disk.output;

import dev.envc.backend.disk.image.ImageSink;
import java.io.IOException;
import java.io.OutputStream;

/// The image as a stream, holes as zeros: for compressors and digests.
final class StreamSink implements ImageSink {
  private static final byte[] ZEROS = new byte[1 << 20];

  private final OutputStream out;

  StreamSink(OutputStream out) {
    this.out = out;
  }

  @Override
  public void data(byte[] bytes, int length) throws IOException {
    out.write(bytes, 0, length);
  }

  @Override
  public void hole(long length) throws IOException {
    for (long left = length; left > 0; left -= ZEROS.length) {
      out.write(ZEROS, 0, (int) Math.min(left, ZEROS.length));
    }
  }

  @Override
  public void finish() throws IOException {
    out.close();
  }
}
