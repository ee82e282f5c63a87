package dev.envc.backend.disk.assemble;

import dev.envc.backend.disk.assemble.Disk.Placed;
import dev.envc.backend.disk.image.SparseImage;
import dev.envc.backend.disk.layout.ByteSize;
import dev.envc.backend.disk.layout.DiskLayout;
import dev.envc.backend.disk.layout.DiskLayout.RawArea;
import dev.envc.backend.disk.layout.DiskLayout.Table;
import dev.envc.backend.disk.layout.Partition;
import dev.envc.backend.disk.table.Gpt;
import dev.envc.backend.disk.table.Mbr;
import dev.envc.backend.disk.table.TableEntry;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.DiskCode;
import dev.envc.diagnostic.UserErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Puts partitions one after the other, each at its alignment or where its settings say, behind the
/// table and the raw areas; and makes the table.
final class Placement {
  private static final long MIB = 1 << 20;

  private final DiskLayout layout;
  private final Ids ids;

  Placement(DiskLayout layout, Ids ids) {
    this.layout = layout;
    this.ids = ids;
  }

  /// What is left for the last partition.
  long rest(Map<String, SparseImage> images) throws UserErrorException {
    List<Placed> placed = new ArrayList<>();
    long cursor = first();
    for (Partition p : layout.partitions()) {
      SparseImage image = images.get(p.name());
      if (image != null) {
        cursor = add(placed, p, image, cursor);
      }
    }
    Partition last = layout.partitions().getLast();
    long start = last.offset().orElse(up(cursor, layout.table().alignment()));
    long left = (layout.size().orElse(0) - tail() - start) / 4096 * 4096;
    if (left < MIB) {
      throw tooSmall(placed, start + MIB + tail());
    }
    return left;
  }

  List<Placed> place(Map<String, SparseImage> images) throws UserErrorException {
    List<Placed> placed = new ArrayList<>();
    long cursor = first();
    for (Partition p : layout.partitions()) {
      SparseImage image = images.get(p.name());
      if (image == null) {
        throw new IllegalStateException("no image of " + p.name());
      }
      cursor = add(placed, p, image, cursor);
    }
    return placed;
  }

  private long add(List<Placed> placed, Partition p, SparseImage image, long cursor)
      throws UserErrorException {
    long start = p.offset().orElse(up(cursor, layout.table().alignment()));
    var here = new Placed(p, start, image);
    for (Placed other : placed) {
      if (start < other.end() && other.start() < here.end()) {
        throw overlap(here, "the partition `" + other.partition().name() + "`", other.end());
      }
    }
    for (RawArea area : layout.raw()) {
      if (start < area.end() && area.offset() < here.end()) {
        throw overlap(here, "the raw area `" + area.name() + "`", area.end());
      }
    }
    placed.add(here);
    return Math.max(cursor, here.end());
  }

  private static UserErrorException overlap(Placed p, String what, long end) {
    return new UserErrorException(
        Diagnostic.error(
                DiskCode.OVERLAP,
                p.partition().span(),
                "The partition `" + p.partition().name() + "` overlaps " + what + ".")
            .note("It starts at byte " + p.start() + "; " + what + " ends at " + end + "."));
  }

  private long first() {
    long first = layout.table().first();
    if (layout.table().kind() != Table.Kind.MBR) {
      first = Math.max(first, layout.table().entriesAt() + 16384);
    }
    for (RawArea area : layout.raw()) {
      first = Math.max(first, area.end());
    }
    return first;
  }

  /// What the table takes at the end of the disk.
  private long tail() {
    return layout.table().kind() == Table.Kind.MBR ? 0 : Gpt.BACKUP;
  }

  SparseImage disk(List<Placed> placed, List<SparseImage.Extent> raw) throws UserErrorException {
    long end = placed.stream().mapToLong(Placed::end).max().orElse(first());
    long needed = up(end + tail(), MIB);
    long size = layout.size().orElse(needed);
    if (size < end + tail() || size % 4096 != 0) {
      throw tooSmall(placed, needed);
    }
    var builder = SparseImage.builder();
    placed.forEach(p -> builder.put(p.start(), p.image()));
    raw.forEach(e -> builder.put(e.offset(), e.bytes()));
    builder.put(0, table(placed, size));
    return builder.build(size);
  }

  private UserErrorException tooSmall(List<Placed> placed, long needed) {
    Diagnostic d =
        Diagnostic.error(
                DiskCode.DISK_TOO_SMALL,
                layout.span(),
                "A disk of "
                    + ByteSize.print(layout.size().orElse(0))
                    + " is too small: the partitions need "
                    + ByteSize.print(needed)
                    + ".")
            .hint("Set `size` to " + needed / MIB + "M, or leave it out.");
    for (Placed p : placed) {
      d = d.note("`" + p.partition().name() + "` takes " + ByteSize.print(p.length()) + ".");
    }
    return new UserErrorException(d);
  }

  private SparseImage table(List<Placed> placed, long size) {
    List<TableEntry> entries = placed.stream().map(this::entry).toList();
    return switch (layout.table().kind()) {
      case MBR -> Mbr.write(entries, ids.mbrDisk(), size);
      case GPT, HYBRID -> Gpt.write(entries, ids.disk(), size, layout.table().entriesAt());
    };
  }

  private TableEntry entry(Placed placed) {
    Partition p = placed.partition();
    return new TableEntry(
        p.name(),
        p.type().guid(layout.arch()),
        p.fileSystem() == Partition.FileSystem.FAT16 ? 0x0e : p.type().mbr(),
        ids.partition(p.name()),
        placed.start(),
        placed.length(),
        p.attributes(),
        p.bootable(),
        p.hybrid());
  }

  private static long up(long value, long unit) {
    return (value + unit - 1) / unit * unit;
  }
}
