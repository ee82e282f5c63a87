package dev.envc.backend.disk.image;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// An image as a value: its size in bytes and the runs of bytes in it, sorted and apart. What no
/// run covers is a hole: nobody reads it, it need not be flashed, and in a file it reads as zeros.
public record SparseImage(long size, List<Extent> extents) {
  /// Bytes at an offset from the start of the image.
  public record Extent(long offset, Bytes bytes) {
    public long end() {
      return offset + bytes.length();
    }
  }

  public SparseImage {
    extents =
        extents.stream()
            .filter(e -> e.bytes().length() > 0)
            .sorted(Comparator.comparingLong(Extent::offset))
            .toList();
    long end = 0;
    for (Extent e : extents) {
      if (e.offset() < end || e.end() > size) {
        throw new IllegalArgumentException(
            "bytes at " + e.offset() + "+" + e.bytes().length() + " of " + size + " overlap");
      }
      end = e.end();
    }
  }

  /// The bytes that are not holes.
  public long mapped() {
    return extents.stream().mapToLong(e -> e.bytes().length()).sum();
  }

  public static Builder builder() {
    return new Builder();
  }

  /// Collects runs in any order.
  public static final class Builder {
    private final List<Extent> extents = new ArrayList<>();

    public Builder put(long offset, Bytes bytes) {
      extents.add(new Extent(offset, bytes));
      return this;
    }

    public Builder put(long offset, byte[] bytes) {
      return put(offset, new Bytes.Memory(bytes));
    }

    public Builder put(long offset, SparseImage image) {
      image.extents().forEach(e -> put(offset + e.offset(), e.bytes()));
      return this;
    }

    public SparseImage build(long size) {
      return new SparseImage(size, extents);
    }
  }
}
