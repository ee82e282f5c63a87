package dev.envc.store.format;

/// How much a package may hold before it is taken for an attack. Sizes are bytes.
///
/// @param unpackedBytes sum of the sizes of all files, holes of sparse files included
/// @param ratio unpacked bytes for each packed byte, beyond `ratioFreeBytes`
/// @param ratioFreeBytes unpacked bytes to which the ratio does not apply
/// @param entries entries of the image
/// @param metadataBytes sum of the metadata files
/// @param headerBytes one extended header: long names, extended attributes
public record Limits(
    long unpackedBytes,
    long ratio,
    long ratioFreeBytes,
    int entries,
    int metadataBytes,
    int headerBytes) {
  private static final long MIB = 1 << 20;

  /// Room for every package of ::gentoo, kernel sources and tool chains included.
  public static final Limits DEFAULT =
      new Limits(32 * 1024 * MIB, 500, 512 * MIB, 4_000_000, 64 << 20, 1 << 20);
}
