package dev.envc.store.format;

import java.util.List;
import java.util.SortedMap;

/// One member of a tar archive as its headers say, unchecked but for their form. Names are bytes,
/// in the form of [dev.envc.store.PosixName].
///
/// @param stored bytes of data that follow the headers in the archive
/// @param size the file's size; more than `stored` when the file is sparse
/// @param sparse the parts of the file that are stored, in order; the whole file when not sparse
record TarMember(
    String name,
    Type type,
    int mode,
    long uid,
    long gid,
    String userName,
    String groupName,
    long seconds,
    int nanos,
    String linkName,
    int deviceMajor,
    int deviceMinor,
    long stored,
    long size,
    List<Part> sparse,
    SortedMap<String, byte[]> xattrs) {

  enum Type {
    FILE,
    HARDLINK,
    SYMLINK,
    CHARACTER_DEVICE,
    BLOCK_DEVICE,
    DIRECTORY,
    FIFO
  }

  /// `length` bytes that belong at `offset` of the file.
  record Part(long offset, long length) {}
}
