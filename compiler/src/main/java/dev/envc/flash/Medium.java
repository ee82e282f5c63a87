package dev.envc.flash;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.DiskCode;
import dev.envc.diagnostic.UserErrorException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A device that is written, and says where it failed.
record Medium(Path device, FileChannel channel) implements Closeable {
  static Medium open(Path device) throws IOException {
    return new Medium(device, FileChannel.open(device, StandardOpenOption.WRITE));
  }

  void write(ByteBuffer bytes, long offset) throws UserErrorException {
    long at = offset;
    try {
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    } catch (IOException e) {
      throw failed(device, at, String.valueOf(e.getMessage()));
    }
  }

  void force() throws UserErrorException {
    try {
      channel.force(true);
    } catch (IOException e) {
      throw failed(device, 0, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  static UserErrorException failed(Path device, long at, String why) {
    return new UserErrorException(
        Diagnostic.error(
                DiskCode.DEVICE_FAILED,
                device + " failed at byte " + at + " or behind it: " + why + ".")
            .hint("Try another card reader, port or medium; the kernel's log says more."));
  }
}
