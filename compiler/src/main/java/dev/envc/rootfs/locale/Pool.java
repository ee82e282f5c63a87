package dev.envc.rootfs.locale;

import java.nio.ByteOrder;
import java.util.Arrays;

/// Bytes that grow, with words of 32 bits in the byte order of the target.
final class Pool {
  private final boolean big;
  private byte[] bytes = new byte[1024];
  private int size;

  Pool(ByteOrder order) {
    big = order == ByteOrder.BIG_ENDIAN;
  }

  ByteOrder order() {
    return big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  int size() {
    return size;
  }

  void octet(int value) {
    room(1);
    bytes[size++] = (byte) value;
  }

  /// Changes an octet that was added.
  void octetAt(int index, int value) {
    bytes[index] = (byte) value;
  }

  void octets(byte[] values) {
    room(values.length);
    System.arraycopy(values, 0, bytes, size, values.length);
    size += values.length;
  }

  void word(int value) {
    room(4);
    for (int i = 0; i < 4; i++) {
      bytes[size++] = (byte) (value >>> (8 * (big ? 3 - i : i)));
    }
  }

  /// Zeros up to a multiple of four.
  void align() {
    while (size % 4 != 0) {
      octet(0);
    }
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
