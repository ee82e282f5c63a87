package dev.envc.backend.disk.ext4;

import java.util.UUID;

/// What an ext4 file system is given besides its files. `size` in bytes; `inodes` at least this
/// many, 0 for one per 16 KiB; `seconds` is the time of creation; a file system without a journal
/// is for roots that are never written.
public record Ext4Options(
    String label, UUID uuid, long size, long inodes, boolean journal, long seconds) {
  public Ext4Options size(long bytes) {
    return new Ext4Options(label, uuid, bytes, inodes, journal, seconds);
  }
}
