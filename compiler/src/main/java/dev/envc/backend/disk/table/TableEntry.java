package dev.envc.backend.disk.table;

import java.util.UUID;

/// A partition as a table has it: `start` and `length` in bytes, multiples of 512. `mbrType` is for
/// MBR and hybrid tables, `bootable` sets the active flag there; `attributes` are GPT's 64 bits;
/// `inHybrid` puts a partition of a GPT into the hybrid MBR too.
public record TableEntry(
    String name,
    UUID type,
    int mbrType,
    UUID id,
    long start,
    long length,
    long attributes,
    boolean bootable,
    boolean inHybrid) {
  /// GPT's attribute that BIOS and U-Boot take for the active flag.
  public static final long LEGACY_BOOT = 1L << 2;

  static final int SECTOR = 512;

  long firstSector() {
    return start / SECTOR;
  }

  long sectors() {
    return length / SECTOR;
  }

  long lastSector() {
    return firstSector() + sectors() - 1;
  }
}
