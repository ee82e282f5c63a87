package dev.envc.backend.disk.fat;

/// What a FAT file system is given besides its files. `label` of up to 11 characters; `id` is the
/// volume's serial number; `size` in bytes; `seconds` is the time of the label, in UTC as all times
/// in it.
public record FatOptions(String label, int id, long size, Kind kind, long seconds) {
  /// The width of the table's entries.
  public enum Kind {
    FAT12,
    FAT16,
    FAT32;

    /// What a file system of this many bytes is by default: FAT32 from 64 MiB, FAT12 below 8.
    public static Kind of(long size) {
      if (size < 8 << 20) {
        return FAT12;
      }
      return size < 64 << 20 ? FAT16 : FAT32;
    }
  }

  public FatOptions size(long bytes) {
    return new FatOptions(label, id, bytes, kind, seconds);
  }
}
