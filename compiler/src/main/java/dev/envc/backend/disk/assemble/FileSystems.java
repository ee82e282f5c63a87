package dev.envc.backend.disk.assemble;

import dev.envc.backend.disk.boot.TreeFiles;
import dev.envc.backend.disk.ext4.Ext4Options;
import dev.envc.backend.disk.ext4.Ext4Writer;
import dev.envc.backend.disk.fat.FatOptions;
import dev.envc.backend.disk.fat.FatWriter;
import dev.envc.backend.disk.image.Bytes;
import dev.envc.backend.disk.image.FullException;
import dev.envc.backend.disk.image.SparseImage;
import dev.envc.backend.disk.image.UnfitException;
import dev.envc.backend.disk.layout.ByteSize;
import dev.envc.backend.disk.layout.Partition;
import dev.envc.backend.disk.layout.Partition.Size;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.DiskCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.rootfs.FileTree;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the file system of a partition, as large as its settings say.
final class FileSystems {
  private static final long MIB = 1 << 20;

  private final Ids ids;
  private final long seconds;
  private final ReadOnlyImages readOnly;

  FileSystems(Ids ids, long seconds, ReadOnlyImages readOnly) {
    this.ids = ids;
    this.seconds = seconds;
    this.readOnly = readOnly;
  }

  /// `rest` is what is left of the disk, for a partition that takes it.
  SparseImage write(Partition p, FileTree tree, long rest) throws IOException, UserErrorException {
    try {
      return switch (p.fileSystem()) {
        case EXT4 -> ext4(p, tree, rest);
        case VFAT, FAT12, FAT16, FAT32 -> fat(p, tree, rest);
        case SQUASHFS, EROFS -> fitted(p, tree, readOnly.write(p, tree, ids), rest);
        case SWAP -> SwapWriter.write(ids.fileSystem(p), p.label(), fixed(p, rest, 64 * MIB));
        case RAW -> raw(p, tree, rest);
        case NONE, VERITY -> SparseImage.builder().build(fixed(p, rest, MIB));
      };
    } catch (FullException e) {
      throw tooSmall(p, tree, e.needed(), e.available());
    } catch (UnfitException e) {
      throw new UserErrorException(
          Diagnostic.error(DiskCode.CANNOT_HOLD, p.span(), e.sentence())
              .note("This is the partition `" + p.name() + "`."));
    }
  }

  private static long fixed(Partition p, long rest, long other) {
    return switch (p.size()) {
      case Size.Fixed f -> f.bytes();
      case Size.Rest _ -> rest;
      case Size.Auto a -> Math.max(up(a.least()), other);
    };
  }

  private static long up(long bytes) {
    return (bytes + MIB - 1) / MIB * MIB;
  }

  private static long slack(Size.Auto a, long used) {
    return a.slack() + used / 100 * a.slackPercent();
  }

  private SparseImage ext4(Partition p, FileTree tree, long rest) throws FullException {
    boolean journal = !p.readOnly();
    var base = new Ext4Options(p.label(), ids.fileSystem(p), 0, 0, journal, seconds);
    long size =
        switch (p.size()) {
          case Size.Auto a -> {
            long used = Ext4Writer.size(tree, base, 0);
            yield Math.max(up(a.least()), Ext4Writer.size(tree, base, slack(a, used)));
          }
          case Size.Fixed f -> f.bytes();
          case Size.Rest _ -> rest;
        };
    return Ext4Writer.write(tree, base.size(size));
  }

  private SparseImage fat(Partition p, FileTree tree, long rest) throws FullException {
    long size =
        switch (p.size()) {
          case Size.Auto a -> {
            var least = new FatOptions("", 0, 0, kind(p, 64 * MIB), seconds);
            long used = FatWriter.size(tree, least, 0);
            yield Math.max(up(a.least()), up(used + slack(a, used)));
          }
          case Size.Fixed f -> f.bytes();
          case Size.Rest _ -> rest;
        };
    var options = new FatOptions(p.label(), ids.volume(p), size, kind(p, size), seconds);
    return FatWriter.write(tree, options);
  }

  private static FatOptions.Kind kind(Partition p, long size) {
    return switch (p.fileSystem()) {
      case FAT12 -> FatOptions.Kind.FAT12;
      case FAT16 -> FatOptions.Kind.FAT16;
      case FAT32 -> FatOptions.Kind.FAT32;
      case VFAT, EXT4, SQUASHFS, EROFS, SWAP, VERITY, RAW, NONE -> FatOptions.Kind.of(size);
    };
  }

  /// A finished image in a partition that may be larger.
  private static SparseImage fitted(Partition p, FileTree tree, SparseImage image, long rest)
      throws UserErrorException {
    long size =
        switch (p.size()) {
          case Size.Auto a -> Math.max(up(a.least()), up(image.size() + slack(a, image.size())));
          case Size.Fixed f -> f.bytes();
          case Size.Rest _ -> rest;
        };
    if (image.size() > size) {
      throw tooSmall(p, tree, image.size(), size);
    }
    return SparseImage.builder().put(0, image).build(size);
  }

  private static SparseImage raw(Partition p, FileTree tree, long rest) throws UserErrorException {
    String path = p.source().orElse("");
    Optional<TreeFiles.Found> file = new TreeFiles(tree).file(path);
    if (file.isEmpty()) {
      throw new UserErrorException(
          Diagnostic.error(
              DiskCode.FILE_MISSING,
              p.span(),
              "The environment has no file `" + path + "` for the partition `" + p.name() + "`."));
    }
    var image =
        SparseImage.builder()
            .put(0, new Bytes.Stored(file.get().content()))
            .build((file.get().content().size() + 4095) / 4096 * 4096);
    return fitted(p, tree, image, rest);
  }

  private static UserErrorException tooSmall(
      Partition p, FileTree tree, long needed, long available) {
    Diagnostic d =
        Diagnostic.error(
                DiskCode.PARTITION_TOO_SMALL,
                p.span(),
                "The partition `"
                    + p.name()
                    + "` of "
                    + ByteSize.print(available)
                    + " is too small: its files need about "
                    + ByteSize.print(needed)
                    + ".")
            .hint("Give it more room, or let `size` be `auto`.");
    for (Map.Entry<String, Long> e : largest(tree)) {
      d = d.note(e.getKey() + " takes " + ByteSize.print(e.getValue()) + ".");
    }
    return new UserErrorException(d);
  }

  private static List<Map.Entry<String, Long>> largest(FileTree tree) {
    return PartitionTrees.largestPackages(tree);
  }
}
