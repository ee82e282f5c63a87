package dev.envc.backend.disk.fat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The first sector, and FAT32's sector with the count of free clusters.
record FatBootSector(FatGeometry geometry, int id, String label) {
  byte[] encode() {
    boolean wide = geometry.kind() == FatOptions.Kind.FAT32;
    byte[] bytes = new byte[FatGeometry.SECTOR];
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 0xeb).put((byte) (wide ? 0x58 : 0x3c)).put((byte) 0x90);
    out.put("envc    ".getBytes(StandardCharsets.US_ASCII));
    out.putShort((short) FatGeometry.SECTOR).put((byte) geometry.perCluster());
    out.putShort((short) geometry.reserved()).put((byte) 2);
    out.putShort((short) (wide ? 0 : FatGeometry.ROOT_ENTRIES));
    boolean small = geometry.sectors() < 0x10000 && !wide;
    out.putShort((short) (small ? geometry.sectors() : 0)).put((byte) 0xf8);
    out.putShort((short) (wide ? 0 : geometry.fatSectors()));
    out.putShort((short) 32).putShort((short) 64).putInt(0);
    out.putInt(small ? 0 : (int) geometry.sectors());
    if (wide) {
      out.putInt(geometry.fatSectors()).putInt(0).putInt(2);
      out.putShort((short) 1).putShort((short) 6);
      out.position(64);
    }
    out.put((byte) 0x80).put((byte) 0).put((byte) 0x29).putInt(id);
    out.put(label.getBytes(StandardCharsets.US_ASCII));
    out.put(typeName().getBytes(StandardCharsets.US_ASCII));
    out.putShort(510, (short) 0xaa55);
    return bytes;
  }

  private String typeName() {
    return switch (geometry.kind()) {
      case FAT12 -> "FAT12   ";
      case FAT16 -> "FAT16   ";
      case FAT32 -> "FAT32   ";
    };
  }

  static byte[] info(int free, int next) {
    byte[] bytes = new byte[FatGeometry.SECTOR];
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(0, 0x41615252)
        .putInt(484, 0x61417272)
        .putInt(488, free)
        .putInt(492, next)
        .putInt(508, 0xaa550000);
    return bytes;
  }
}
