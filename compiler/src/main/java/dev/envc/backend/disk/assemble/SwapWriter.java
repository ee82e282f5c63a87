package dev.envc.backend.disk.assemble;

import dev.envc.backend.disk.image.SparseImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// The header of a swap area (mkswap(8), version 1, pages of 4 KiB).
final class SwapWriter {
  private static final int PAGE = 4096;

  private SwapWriter() {}

  static SparseImage write(UUID id, String label, long size) {
    byte[] page = new byte[PAGE];
    ByteBuffer out = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(1024, 1).putInt(1028, (int) (size / PAGE - 1));
    out.position(1036);
    out.order(ByteOrder.BIG_ENDIAN).putLong(id.getMostSignificantBits());
    out.putLong(id.getLeastSignificantBits());
    byte[] name = label.getBytes(StandardCharsets.UTF_8);
    out.put(name, 0, Math.min(16, name.length));
    out.position(PAGE - 10);
    out.put("SWAPSPACE2".getBytes(StandardCharsets.US_ASCII));
    return SparseImage.builder().put(0, page).build(size);
  }
}
