package dev.envc.backend.disk.image;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// The image as a sparse file: holes and blocks of zeros take no space where the file system allows
/// it.
public final class RawFile implements ImageSink, Closeable {
  private static final byte[] ZEROS = new byte[ImagePass.BLOCK];

  private final FileChannel channel;
  private long position;

  /// The file must not exist yet.
  public RawFile(Path file) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public void data(byte[] bytes, int length) throws IOException {
    int from = 0;
    while (from < length) {
      int to = from;
      boolean zero = isZero(bytes, from);
      while (to < length && isZero(bytes, to) == zero) {
        to += ImagePass.BLOCK;
      }
      if (!zero) {
        write(ByteBuffer.wrap(bytes, from, to - from), position + from);
      }
      from = to;
    }
    position += length;
  }

  private void write(ByteBuffer buffer, long offset) throws IOException {
    long at = offset;
    while (buffer.hasRemaining()) {
      at += channel.write(buffer, at);
    }
  }

  private static boolean isZero(byte[] bytes, int from) {
    return Arrays.equals(bytes, from, from + ImagePass.BLOCK, ZEROS, 0, ImagePass.BLOCK);
  }

  @Override
  public void hole(long length) {
    position += length;
  }

  /// Gives the file its full length, also when it ends in a hole.
  @Override
  public void finish() throws IOException {
    if (channel.size() < position) {
      channel.write(ByteBuffer.wrap(new byte[1]), position - 1);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
