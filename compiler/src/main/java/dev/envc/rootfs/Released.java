package dev.envc.rootfs;

/// Counts what assembly no longer needs. The JVM collects old objects when its heap is full, which
/// on a machine with much memory is late: where much has become free, it is told to. Small roots
/// never come to that.
final class Released {
  private static final int MANY = 100_000;

  private int entries;

  /// This many entries of a package are no longer needed.
  void add(int count) {
    entries += count;
    if (entries >= MANY) {
      System.gc();
      entries = 0;
    }
  }
}
