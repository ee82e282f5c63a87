package dev.envc.rootfs.script.mime;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/// A file while it is written; numbers have their high byte first.
final class Bytes {
  /// Of strings, by their bytes, as strcmp(3).
  static final Comparator<String> ORDER =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Bytes text(String text) {
    return bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  Bytes bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  /// The bytes, and as many 0 as a full word takes.
  Bytes padded(byte[] bytes) {
    return bytes(Arrays.copyOf(bytes, aligned(bytes.length)));
  }

  Bytes half(int number) {
    return bytes(ByteBuffer.allocate(2).putShort((short) number).array());
  }

  Bytes word(int number) {
    return bytes(ByteBuffer.allocate(4).putInt(number).array());
  }

  int size() {
    return out.size();
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }

  static int aligned(int size) {
    return (size + 3) & ~3;
  }
}
