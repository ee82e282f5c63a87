package dev.envc.backend.disk.fat;

import dev.envc.backend.disk.image.FullException;

/// Where the parts of a FAT file system lie, in sectors of 512 bytes.
record FatGeometry(
    FatOptions.Kind kind,
    long sectors,
    int perCluster,
    int reserved,
    int fatSectors,
    int clusters) {
  static final int SECTOR = 512;
  static final int ROOT_ENTRIES = 512;

  static FatGeometry of(FatOptions options) throws FullException {
    long sectors = options.size() / SECTOR;
    int reserved = options.kind() == FatOptions.Kind.FAT32 ? 32 : 1;
    for (int perCluster = 1; perCluster <= 128; perCluster *= 2) {
      FatGeometry g = cut(options.kind(), sectors, perCluster, reserved);
      if (g.clusters <= most(options.kind()) && perCluster >= preferred(options)) {
        if (g.clusters < least(options.kind())) {
          throw new FullException(minimum(options.kind()), options.size());
        }
        return g;
      }
    }
    throw new IllegalArgumentException(options.kind() + " of " + options.size() + " bytes");
  }

  /// The least size in bytes that makes a file system of a kind at all.
  static long minimum(FatOptions.Kind kind) {
    return switch (kind) {
      case FAT12 -> 64 << 10;
      case FAT16 -> 3 << 20;
      case FAT32 -> 34 << 20;
    };
  }

  private static int preferred(FatOptions options) {
    return switch (options.kind()) {
      case FAT12 -> 1;
      case FAT16 -> options.size() < 16 << 20 ? 1 : 4;
      case FAT32 -> options.size() < 260L << 20 ? 1 : 8;
    };
  }

  private static int least(FatOptions.Kind kind) {
    return switch (kind) {
      case FAT12 -> 1;
      case FAT16 -> 4085;
      case FAT32 -> 65525;
    };
  }

  private static int most(FatOptions.Kind kind) {
    return switch (kind) {
      case FAT12 -> 4084;
      case FAT16 -> 65524;
      case FAT32 -> 0x0ffffff4;
    };
  }

  private static FatGeometry cut(FatOptions.Kind kind, long sectors, int perCluster, int reserved) {
    int root = rootSectors(kind);
    int bits =
        switch (kind) {
          case FAT12 -> 12;
          case FAT16 -> 16;
          case FAT32 -> 32;
        };
    int fat = 1;
    for (int round = 0; round < 32; round++) {
      long clusters = Math.max(0, (sectors - reserved - root - 2L * fat) / perCluster);
      int need = (int) (((clusters + 2) * bits + 8L * SECTOR - 1) / (8L * SECTOR));
      if (need <= fat) {
        return new FatGeometry(
            kind, sectors, perCluster, reserved, fat, (int) Math.min(clusters, 0x0fffffff));
      }
      fat = need;
    }
    throw new IllegalStateException("no table size for " + sectors + " sectors");
  }

  private static int rootSectors(FatOptions.Kind kind) {
    return kind == FatOptions.Kind.FAT32 ? 0 : ROOT_ENTRIES * 32 / SECTOR;
  }

  int clusterBytes() {
    return perCluster * SECTOR;
  }

  long rootOffset() {
    return (reserved + 2L * fatSectors) * SECTOR;
  }

  long clusterOffset(int cluster) {
    long data = reserved + 2L * fatSectors + rootSectors(kind);
    return (data + (long) (cluster - 2) * perCluster) * SECTOR;
  }
}
