package dev.envc.backend.disk.fat;

import dev.envc.backend.disk.image.FullException;
import java.util.Arrays;

/// The file allocation table: clusters in chains, given out in ascending order.
final class FatTable {
  private static final int LAST = 0x0fffffff;

  private final FatGeometry geometry;
  private int[] entries = new int[4096];
  private int next = 2;

  FatTable(FatGeometry geometry) {
    this.geometry = geometry;
    entries[0] = 0x0ffffff8;
    entries[1] = LAST;
  }

  /// The first cluster of a new chain of consecutive clusters for this many bytes; 0 for none.
  int take(long bytes) throws FullException {
    int count = Math.toIntExact((bytes + geometry.clusterBytes() - 1) / geometry.clusterBytes());
    if (count > geometry.clusters() + 2 - next) {
      long lacking = count - (geometry.clusters() + 2L - next);
      long size = geometry.sectors() * FatGeometry.SECTOR;
      throw new FullException(size + lacking * geometry.clusterBytes(), size);
    }
    if (count == 0) {
      return 0;
    }
    int first = next;
    next += count;
    if (entries.length < next) {
      entries = Arrays.copyOf(entries, Math.max(next, entries.length * 2));
    }
    for (int c = first; c < next; c++) {
      entries[c] = c == next - 1 ? LAST : c + 1;
    }
    return first;
  }

  int next() {
    return next;
  }

  int free() {
    return geometry.clusters() + 2 - next;
  }

  /// One copy of the table, zeros for the free clusters at its end included.
  byte[] encode() {
    byte[] out = new byte[geometry.fatSectors() * FatGeometry.SECTOR];
    for (int c = 0; c < next; c++) {
      switch (geometry.kind()) {
        case FAT12 -> {
          int at = c * 3 / 2;
          int value = entries[c] & 0xfff;
          int shifted = c % 2 == 0 ? value : value << 4;
          out[at] |= (byte) shifted;
          out[at + 1] |= (byte) (shifted >> 8);
        }
        case FAT16 -> little(out, c * 2, entries[c], 2);
        case FAT32 -> little(out, c * 4, entries[c], 4);
      }
    }
    return out;
  }

  private static void little(byte[] out, int at, int value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out[at + i] = (byte) (value >> (8 * i));
    }
  }
}
