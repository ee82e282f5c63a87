package dev.envc.backend.disk.assemble;

import dev.envc.backend.disk.image.SparseImage;
import dev.envc.backend.disk.layout.DiskLayout;
import dev.envc.backend.disk.layout.Partition;
import dev.envc.rootfs.FileTree;
import java.util.List;
import java.util.Map;

/// A disk, laid out: its bytes, where each partition lies, and what the partition it boots from
/// holds, and what there is to say about it.
public record Disk(
    DiskLayout layout,
    Ids ids,
    SparseImage image,
    List<Placed> partitions,
    Map<String, String> rootHashes,
    FileTree boot,
    List<String> notes) {
  /// The partition of a name.
  public Placed placed(String name) {
    return partitions.stream()
        .filter(p -> p.partition().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no partition " + name));
  }

  public Disk {
    partitions = List.copyOf(partitions);
    rootHashes = Map.copyOf(rootHashes);
    notes = List.copyOf(notes);
  }

  /// A partition at its place: `start` in bytes; `used` the bytes of it that are written.
  public record Placed(Partition partition, long start, SparseImage image) {
    public long length() {
      return image.size();
    }

    public long end() {
      return start + image.size();
    }
  }
}
