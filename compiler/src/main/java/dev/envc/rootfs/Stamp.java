package dev.envc.rootfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;

/// What a disk says of a file, by which a change is seen.
record Stamp(int mode, long size, FileTime time, FileTime changed, long inode) {
  boolean isSame(Stamp other, boolean isDirectory) {
    return isDirectory ? mode == other.mode : equals(other);
  }

  static Stamp of(Path file) throws IOException {
    Map<String, Object> a =
        Files.readAttributes(
            file, "unix:mode,size,lastModifiedTime,ctime,ino", LinkOption.NOFOLLOW_LINKS);
    return new Stamp(
        (Integer) get(a, "mode") & 07777,
        (Long) get(a, "size"),
        (FileTime) get(a, "lastModifiedTime"),
        (FileTime) get(a, "ctime"),
        (Long) get(a, "ino"));
  }

  private static Object get(Map<String, Object> attributes, String name) {
    return Objects.requireNonNull(attributes.get(name), name);
  }
}
