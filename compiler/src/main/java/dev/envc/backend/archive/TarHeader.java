package dev.envc.backend.archive;

import java.nio.charset.StandardCharsets;

/// A ustar header block.
final class TarHeader {
  private final byte[] block = new byte[512];

  void bytes(int at, byte[] value) {
    System.arraycopy(value, 0, block, at, value.length);
  }

  /// A number in octal digits, filled with zeros, ended by NUL.
  void octal(int at, int length, long value) {
    long rest = value;
    for (int i = at + length - 2; i >= at; i--) {
      block[i] = (byte) ('0' + (rest & 7));
      rest >>>= 3;
    }
  }

  void type(char type) {
    block[156] = (byte) type;
  }

  /// Adds magic, version and checksum.
  byte[] finish() {
    bytes(257, "ustar\00000".getBytes(StandardCharsets.US_ASCII));
    java.util.Arrays.fill(block, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    octal(148, 7, sum);
    return block;
  }
}
