package dev.envc.backend.disk.boot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A unified kernel image: systemd's stub, a PE program, with sections added behind its own (the
/// UAPI group's "Unified Kernel Image"; PE: Microsoft's "PE Format").
final class UnifiedImage {
  private static final int SECTION = 40;
  private static final int READ_INITIALIZED = 0x4000_0040;

  private byte[] image;
  private final int header;
  private final int sectionTable;
  private final int sectionAlignment;
  private final int fileAlignment;
  private final int headerSize;

  UnifiedImage(byte[] stub) throws BootException {
    this.image = stub.clone();
    ByteBuffer in = buffer();
    if (stub.length < 0x100 || in.getShort(0) != 0x5a4d) {
      throw new BootException("The stub of the unified kernel image is no PE program.");
    }
    this.header = in.getInt(0x3c);
    if (header < 0 || header > stub.length - 0x100 || in.getInt(header) != 0x4550) {
      throw new BootException("The stub of the unified kernel image is no PE program.");
    }
    this.sectionTable = header + 24 + Short.toUnsignedInt(in.getShort(header + 20));
    this.sectionAlignment = in.getInt(header + 24 + 32);
    this.fileAlignment = in.getInt(header + 24 + 36);
    this.headerSize = in.getInt(header + 24 + 60);
    if (sectionAlignment <= 0 || fileAlignment <= 0) {
      throw new BootException("The stub of the unified kernel image has no alignment.");
    }
  }

  void add(String name, byte[] bytes) throws BootException {
    int count = buffer().getShort(header + 6);
    int at = sectionTable + count * SECTION;
    if (at + SECTION > headerSize) {
      throw new BootException("The stub of the unified kernel image has no room for sections.");
    }
    long address = 0;
    for (int i = 0; i < count; i++) {
      int s = sectionTable + i * SECTION;
      long end = buffer().getInt(s + 12) + Integer.toUnsignedLong(buffer().getInt(s + 8));
      address = Math.max(address, end);
    }
    address = up(address, sectionAlignment);
    int offset = (int) up(image.length, fileAlignment);
    int rawSize = (int) up(bytes.length, fileAlignment);
    image = Arrays.copyOf(image, offset + rawSize);
    System.arraycopy(bytes, 0, image, offset, bytes.length);
    ByteBuffer out = buffer();
    out.put(at, Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), 8));
    out.putInt(at + 8, bytes.length).putInt(at + 12, (int) address);
    out.putInt(at + 16, rawSize).putInt(at + 20, offset).putInt(at + 36, READ_INITIALIZED);
    out.putShort(header + 6, (short) (count + 1));
    out.putInt(header + 24 + 56, (int) up(address + bytes.length, sectionAlignment));
    out.putInt(header + 24 + 8, out.getInt(header + 24 + 8) + rawSize);
  }

  byte[] build() {
    buffer().putInt(header + 24 + 64, 0);
    return image;
  }

  private ByteBuffer buffer() {
    return ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static long up(long value, long unit) {
    return (value + unit - 1) / unit * unit;
  }
}
