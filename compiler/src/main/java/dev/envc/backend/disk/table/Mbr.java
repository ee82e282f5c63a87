package dev.envc.backend.disk.table;

import dev.envc.backend.disk.image.SparseImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// The master boot record: four partitions of up to 2 TiB each, by sector; the old cylinder fields
/// say "beyond" as modern tools write them.
public final class Mbr {
  /// The most partitions it holds.
  public static final int MOST = 4;

  private static final int PROTECTIVE = 0xee;

  private Mbr() {}

  /// The table of a disk with up to four partitions. The first 440 bytes stay free for boot code:
  /// only the table itself is written.
  public static SparseImage write(List<TableEntry> entries, int diskId, long diskSize) {
    if (entries.size() > MOST) {
      throw new IllegalArgumentException(entries.size() + " partitions in an MBR");
    }
    byte[] table = new byte[72];
    ByteBuffer out = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(diskId).putShort((short) 0);
    for (TableEntry e : entries) {
      put(out, e.bootable(), e.mbrType(), e.firstSector(), e.sectors());
    }
    out.putShort(70, (short) 0xaa55);
    return SparseImage.builder().put(440, table).build(diskSize);
  }

  /// The MBR before a GPT: one partition over everything, or in a hybrid the chosen partitions
  /// behind one that covers the GPT's own sectors.
  static byte[] protective(List<TableEntry> entries, long diskSectors, int diskId) {
    List<TableEntry> hybrid = entries.stream().filter(TableEntry::inHybrid).toList();
    if (hybrid.size() > MOST - 1) {
      throw new IllegalArgumentException(hybrid.size() + " partitions in a hybrid MBR");
    }
    byte[] table = new byte[72];
    ByteBuffer out = ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(hybrid.isEmpty() ? 0 : diskId).putShort((short) 0);
    long covered =
        hybrid.isEmpty()
            ? Math.min(diskSectors - 1, 0xffff_ffffL)
            : hybrid.stream().mapToLong(TableEntry::firstSector).min().orElseThrow() - 1;
    put(out, false, PROTECTIVE, 1, covered);
    for (TableEntry e : hybrid) {
      put(out, e.bootable(), e.mbrType(), e.firstSector(), e.sectors());
    }
    out.putShort(70, (short) 0xaa55);
    return table;
  }

  private static void put(ByteBuffer out, boolean active, int type, long first, long sectors) {
    if (first + sectors > 0xffff_ffffL && type != PROTECTIVE) {
      throw new IllegalArgumentException("a partition beyond 2 TiB in an MBR");
    }
    out.put((byte) (active ? 0x80 : 0));
    if (type == PROTECTIVE) {
      out.put((byte) 0).put((byte) 2).put((byte) 0);
    } else {
      out.put((byte) 0xfe).put((byte) 0xff).put((byte) 0xff);
    }
    out.put((byte) type).put((byte) (type == PROTECTIVE ? 0xff : 0xfe)).put((byte) 0xff);
    out.put((byte) 0xff).putInt((int) first).putInt((int) sectors);
  }
}
