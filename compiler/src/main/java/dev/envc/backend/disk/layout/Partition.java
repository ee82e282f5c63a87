package dev.envc.backend.disk.layout;

import dev.envc.backend.disk.table.PartitionType;
import dev.envc.source.Span;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// A partition as the settings ask for it. `mount` is where its files lie in the environment, empty
/// for none; `files` adds files, path in the partition to path in the environment; `copyOf` names
/// the partition whose bytes it holds too (the second slot).
public record Partition(
    String name,
    PartitionType type,
    FileSystem fileSystem,
    Size size,
    OptionalLong offset,
    String mount,
    String label,
    boolean readOnly,
    boolean grow,
    boolean bootable,
    boolean hybrid,
    long attributes,
    SequencedMap<String, String> files,
    Optional<String> source,
    Optional<String> copyOf,
    Span span) {

  /// What is written into a partition.
  public enum FileSystem {
    EXT4("ext4"),
    VFAT("vfat"),
    FAT12("fat12"),
    FAT16("fat16"),
    FAT32("fat32"),
    SQUASHFS("squashfs"),
    EROFS("erofs"),
    SWAP("swap"),
    VERITY("verity"),
    RAW("raw"),
    NONE("none");

    private final String text;

    FileSystem(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }

    public boolean isFat() {
      return this == VFAT || this == FAT12 || this == FAT16 || this == FAT32;
    }

    /// Whether it is written once and never again.
    public boolean isReadOnly() {
      return this == SQUASHFS || this == EROFS;
    }

    /// What `mount` and fstab call it.
    public String mountType() {
      return isFat() ? "vfat" : text;
    }
  }

  /// How large a partition is.
  public sealed interface Size {
    record Fixed(long bytes) implements Size {}

    /// As large as its files, and room for as many bytes more; at least `least`.
    record Auto(int slackPercent, long slack, long least) implements Size {}

    /// What is left of the disk.
    record Rest() implements Size {}
  }

  /// This partition, which does not grow.
  Partition still() {
    return with(name, false, copyOf);
  }

  /// The second slot of this partition.
  Partition renamed(String other, Optional<String> from) {
    return with(other, grow, from);
  }

  private Partition with(String newName, boolean grows, Optional<String> from) {
    return new Partition(
        newName,
        type,
        fileSystem,
        size,
        offset,
        mount,
        label,
        readOnly,
        grows,
        bootable,
        hybrid,
        attributes,
        files,
        source,
        from,
        span);
  }
}
