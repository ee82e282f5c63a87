package dev.envc.backend.disk.table;

import dev.envc.backend.disk.image.SparseImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;

/// A GUID partition table (UEFI 2.10, chapter 5): header and 128 entries at the start and again at
/// the end of the disk, behind a protective or hybrid MBR.
public final class Gpt {
  /// Bytes at the end of the disk that are the table's: 33 sectors.
  public static final long BACKUP = 33 * 512;

  private static final int SECTOR = 512;
  private static final int ENTRY = 128;
  private static final int MOST = 128;
  private static final int ENTRY_SECTORS = MOST * ENTRY / SECTOR;

  private Gpt() {}

  /// `entriesAt` is the offset in bytes of the first copy of the entries: 1024, or further in where
  /// a board's loader lies there; everything up to 16 KiB behind it belongs to the table.
  public static SparseImage write(
      List<TableEntry> entries, UUID diskId, long diskSize, long entriesAt) {
    if (entries.size() > MOST) {
      throw new IllegalArgumentException(entries.size() + " partitions in a GPT");
    }
    long sectors = diskSize / SECTOR;
    byte[] array = entries(entries);
    long backupEntries = sectors - 1 - ENTRY_SECTORS;
    var layout = new Layout(diskId, sectors, entriesAt / SECTOR + ENTRY_SECTORS, crc(array));
    int mbrId = diskId.hashCode();
    return SparseImage.builder()
        .put(440, Mbr.protective(entries, sectors, mbrId))
        .put(SECTOR, header(layout, 1, sectors - 1, entriesAt / SECTOR))
        .put(entriesAt, array)
        .put(backupEntries * SECTOR, array)
        .put((sectors - 1) * SECTOR, header(layout, sectors - 1, 1, backupEntries))
        .build(diskSize);
  }

  private record Layout(UUID diskId, long sectors, long firstUsable, int arrayCrc) {}

  private static byte[] header(Layout layout, long self, long other, long entries) {
    byte[] bytes = new byte[SECTOR];
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    out.put("EFI PART".getBytes(StandardCharsets.US_ASCII)).putInt(0x10000).putInt(92);
    out.putInt(0).putInt(0).putLong(self).putLong(other);
    out.putLong(layout.firstUsable()).putLong(layout.sectors() - ENTRY_SECTORS - 2);
    out.put(Guid.mixed(layout.diskId())).putLong(entries);
    out.putInt(MOST).putInt(ENTRY).putInt(layout.arrayCrc());
    var crc = new CRC32();
    crc.update(bytes, 0, 92);
    out.putInt(16, (int) crc.getValue());
    return bytes;
  }

  private static byte[] entries(List<TableEntry> entries) {
    byte[] bytes = new byte[MOST * ENTRY];
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < entries.size(); i++) {
      TableEntry e = entries.get(i);
      byte[] name = e.name().getBytes(StandardCharsets.UTF_16LE);
      if (name.length > 72) {
        throw new IllegalArgumentException("a partition name of more than 36 units: " + e.name());
      }
      out.position(i * ENTRY);
      out.put(Guid.mixed(e.type())).put(Guid.mixed(e.id()));
      out.putLong(e.firstSector()).putLong(e.lastSector()).putLong(e.attributes()).put(name);
    }
    return bytes;
  }

  private static int crc(byte[] bytes) {
    var crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
