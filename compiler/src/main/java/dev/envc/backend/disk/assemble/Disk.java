package dev.envc.backend.disk.assemble;

import dev.envc.backend.disk.image.SparseImage;
import dev.envc.backend.disk.layout.DiskLayout;
import dev.envc.backend.disk.layout.Partition;
import java.util.List;
import java.util.Map;

/// A disk, laid out: its bytes, where each partition lies, and what there is to say about it.
public record Disk(
    DiskLayout layout,
    Ids ids,
    SparseImage image,
    List<Placed> partitions,
    Map<String, String> rootHashes,
    List<String> notes) {
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
