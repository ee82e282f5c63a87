package dev.envc.backend.disk.assemble;

import dev.envc.backend.disk.layout.DiskLayout;
import dev.envc.backend.disk.layout.Partition;
import dev.envc.backend.disk.table.Guid;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/// The ids of a disk, its partitions and its file systems: made from the environment's name and the
/// digest of its lock, so that the same lock gives the same ids everywhere. A disk with slots gets
/// new systems while its partitions stay, so there they are made from the name alone.
public final class Ids {
  private final String seed;
  private final DiskLayout layout;
  private final Map<String, UUID> given = new HashMap<>();

  public Ids(String environment, String lockDigest, DiskLayout layout) {
    this.seed = environment + "\n" + (layout.root().slots() ? "slots" : lockDigest) + "\n";
    this.layout = layout;
  }

  public UUID disk() {
    return Guid.of(seed + "disk");
  }

  /// The signature of an MBR: never 0.
  public int mbrDisk() {
    int id = disk().hashCode();
    return id == 0 ? 1 : id;
  }

  public UUID partition(String name) {
    return given.getOrDefault(name, Guid.of(seed + "partition\n" + name));
  }

  /// Gives a partition another id: the halves of a root hash (Discoverable Partitions
  /// Specification).
  void give(String partition, UUID id) {
    given.put(partition, id);
  }

  /// The id of the file system in a partition; slots hold the same one.
  public UUID fileSystem(Partition p) {
    return Guid.of(seed + "filesystem\n" + p.copyOf().orElse(p.name()));
  }

  /// The serial number of a FAT file system.
  public int volume(Partition p) {
    return fileSystem(p).hashCode();
  }

  /// What fstab calls the file system: its id, or the partition's where it has none.
  public String fstab(Partition p) {
    if (p.fileSystem().isFat()) {
      int id = volume(p);
      return String.format(Locale.ROOT, "UUID=%04X-%04X", id >>> 16, id & 0xffff);
    }
    return switch (p.fileSystem()) {
      case EXT4, SWAP, EROFS -> "UUID=" + fileSystem(p);
      case SQUASHFS, VERITY, RAW, NONE, VFAT, FAT12, FAT16, FAT32 -> kernelName(p.name());
    };
  }

  /// What the kernel's `root=` takes without an initramfs.
  public String kernelName(String name) {
    if (layout.table().kind() == DiskLayout.Table.Kind.MBR) {
      List<String> names = layout.partitions().stream().map(Partition::name).toList();
      return String.format(Locale.ROOT, "PARTUUID=%08x-%02x", mbrDisk(), names.indexOf(name) + 1);
    }
    return "PARTUUID=" + partition(name);
  }
}
