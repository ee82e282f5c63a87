package dev.envc.store;

import java.util.Optional;
import java.util.SortedMap;

/// One member of a binary package's image, verified: `path` is relative, without `.`, `..` or empty
/// parts, and leads through no symbolic link of the same image to outside. A path is the name's
/// bytes decoded as UTF-8; bytes that are not UTF-8 are carried as U+DC80 to U+DCFF (see
/// [PosixName]).
///
/// `mode` is the permission part with setuid, setgid and sticky (07777); owners are ids, with names
/// when the archive has them; times are UTC.
public record PackageEntry(
    String path,
    Kind kind,
    int mode,
    long uid,
    long gid,
    Optional<String> userName,
    Optional<String> groupName,
    FileTime time,
    SortedMap<String, byte[]> xattrs) {

  /// Seconds since 1970 and nanoseconds of the second.
  public record FileTime(long seconds, int nanos) {}

  /// What the entry is.
  public sealed interface Kind {
    record Directory() implements Kind {}

    record Regular(Content content) implements Kind {}

    /// `target` as written, may be absolute or dangling.
    record Symlink(String target) implements Kind {}

    /// Another name of the regular file `target`, a path of the same image that was seen before.
    record Hardlink(String target) implements Kind {}

    record Fifo() implements Kind {}

    /// Never merged unless the manifest says so.
    record Device(boolean block, int major, int minor) implements Kind {}
  }
}
