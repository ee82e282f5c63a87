package dev.envc.store.format;

import dev.envc.diagnostic.StoreCode;
import dev.envc.store.Content;
import dev.envc.store.PackageEntry;
import dev.envc.store.PackageEntry.FileTime;
import dev.envc.store.PackageEntry.Kind;
import dev.envc.store.format.TarMember.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Builds the entries of an image from tar members, and holds them to the rules: every path once,
/// below a directory and never through a link; hard links only to a file that came before.
final class ImageCollector {
  private static final int MAX_XATTR_NAME = 255;
  private static final int MAX_XATTR = 1 << 16;
  private static final long MAX_ID = 0xffff_fffeL;

  private final String prefix;
  private final ContentSink sink;
  private final Limits limits;
  private final List<PackageEntry> entries = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();

  /// Directories that no member has described yet, only the paths below them.
  private final Set<String> implied = new HashSet<>();

  private final byte[] buffer = new byte[1 << 17];
  private long total;

  ImageCollector(String prefix, ContentSink sink, Limits limits) {
    this.prefix = prefix;
    this.sink = sink;
    this.limits = limits;
  }

  List<PackageEntry> entries() {
    return entries;
  }

  void readAll(TarReader tar) throws IOException, BadPackageException {
    for (Optional<TarMember> m = tar.next(); m.isPresent(); m = tar.next()) {
      add(tar, m.get());
    }
  }

  private void add(TarReader tar, TarMember member) throws IOException, BadPackageException {
    String path = EntryPath.of(prefix, member.name());
    if (member.type() != TarMember.Type.FILE && member.stored() != 0) {
      throw new BadPackageException(
          StoreCode.BAD_TAR, quoted(path) + " is not a regular file and has data.");
    }
    if (path.isEmpty()) {
      if (member.type() != TarMember.Type.DIRECTORY) {
        throw new BadPackageException(
            StoreCode.UNSAFE_PATH, "The image's root is not a directory.");
      }
      return;
    }
    if (entries.size() >= limits.entries()) {
      throw new BadPackageException(
          StoreCode.TOO_BIG, "The image has more than " + limits.entries() + " entries.");
    }
    FileTime time = new FileTime(member.seconds(), member.nanos());
    addParents(path, time);
    Integer place = places.get(path);
    if (place == null) {
      put(create(path, tar, member, time));
    } else if (member.type() == TarMember.Type.DIRECTORY) {
      describe(place, entry(path, new Kind.Directory(), member, time));
    } else {
      throw duplicate(path);
    }
  }

  /// A directory that is already there: its description when it was only implied, the same again
  /// otherwise.
  private void describe(int place, PackageEntry directory) throws BadPackageException {
    PackageEntry before = entries.get(place);
    boolean same =
        before.kind() instanceof Kind.Directory
            && before.mode() == directory.mode()
            && before.uid() == directory.uid()
            && before.gid() == directory.gid();
    if (!implied.remove(directory.path()) && !same) {
      throw duplicate(directory.path());
    }
    entries.set(place, directory);
  }

  private PackageEntry create(String path, TarReader tar, TarMember member, FileTime time)
      throws IOException, BadPackageException {
    return switch (member.type()) {
      case HARDLINK -> hardlink(path, member);
      case FILE -> entry(path, new Kind.Regular(content(path, tar, member)), member, time);
      case DIRECTORY -> entry(path, new Kind.Directory(), member, time);
      case SYMLINK ->
          entry(path, new Kind.Symlink(EntryPath.target(path, member.linkName())), member, time);
      case FIFO -> entry(path, new Kind.Fifo(), member, time);
      case CHARACTER_DEVICE, BLOCK_DEVICE ->
          entry(
              path,
              new Kind.Device(
                  member.type() == TarMember.Type.BLOCK_DEVICE,
                  member.deviceMajor(),
                  member.deviceMinor()),
              member,
              time);
    };
  }

  private PackageEntry entry(String path, Kind kind, TarMember member, FileTime time)
      throws BadPackageException {
    if (member.uid() < 0 || member.uid() > MAX_ID || member.gid() < 0 || member.gid() > MAX_ID) {
      throw new BadPackageException(
          StoreCode.BAD_TAR, quoted(path) + " has an owner that is no user or group id.");
    }
    for (var x : member.xattrs().entrySet()) {
      if (x.getKey().isEmpty()
          || x.getKey().length() > MAX_XATTR_NAME
          || x.getKey().indexOf(0) >= 0
          || x.getValue().length > MAX_XATTR) {
        throw new BadPackageException(
            StoreCode.BAD_TAR, quoted(path) + " has an extended attribute that no file can have.");
      }
    }
    return new PackageEntry(
        path,
        kind,
        member.mode(),
        member.uid(),
        member.gid(),
        name(member.userName()),
        name(member.groupName()),
        time,
        member.xattrs());
  }

  private static Optional<String> name(String name) {
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  /// Another name of one inode: it has that inode's mode, owner and times, whatever its own header
  /// says. A hard link to a symbolic link becomes the same symbolic link once more.
  private PackageEntry hardlink(String path, TarMember member) throws BadPackageException {
    String target = EntryPath.of(prefix, member.linkName());
    Integer place = places.get(target);
    if (place == null) {
      throw new BadPackageException(
          StoreCode.UNSAFE_HARDLINK,
          quoted(path) + " is a hard link to " + quoted(target) + ", which no earlier entry is.");
    }
    PackageEntry first = entries.get(place);
    Kind kind =
        switch (first.kind()) {
          case Kind.Regular _ -> new Kind.Hardlink(target);
          case Kind.Hardlink again -> again;
          case Kind.Symlink link -> link;
          case Kind.Directory _, Kind.Fifo _, Kind.Device _ ->
              throw new BadPackageException(
                  StoreCode.UNSAFE_HARDLINK,
                  quoted(path)
                      + " is a hard link to "
                      + quoted(target)
                      + ", which is no regular file.");
        };
    return new PackageEntry(
        path,
        kind,
        first.mode(),
        first.uid(),
        first.gid(),
        first.userName(),
        first.groupName(),
        first.time(),
        first.xattrs());
  }

  private Content content(String path, TarReader tar, TarMember member)
      throws IOException, BadPackageException {
    if (member.size() > limits.unpackedBytes() - total) {
      throw new BadPackageException(
          StoreCode.TOO_BIG,
          quoted(path) + " makes the image larger than " + limits.unpackedBytes() + " bytes.");
    }
    total += member.size();
    long at = 0;
    for (Part part : member.sparse()) {
      sink.zeros(part.offset() - at);
      copy(tar, part.length());
      at = part.offset() + part.length();
    }
    sink.zeros(member.size() - at);
    return sink.finish();
  }

  private void copy(TarReader tar, long length) throws IOException, BadPackageException {
    for (long left = length; left > 0; ) {
      int n = tar.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (n < 0) {
        throw new BadPackageException(StoreCode.TRUNCATED, "A file ends before its size.");
      }
      sink.write(buffer, 0, n);
      left -= n;
    }
  }

  private void addParents(String path, FileTime time) throws BadPackageException {
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return;
    }
    String parent = path.substring(0, slash);
    Integer place = places.get(parent);
    if (place == null) {
      addParents(parent, time);
      implied.add(parent);
      put(
          new PackageEntry(
              parent,
              new Kind.Directory(),
              0755,
              0,
              0,
              Optional.of("root"),
              Optional.of("root"),
              time,
              new TreeMap<>()));
    } else if (!(entries.get(place).kind() instanceof Kind.Directory)) {
      throw new BadPackageException(
          StoreCode.PARENT_NOT_DIRECTORY,
          quoted(path) + " lies below " + quoted(parent) + ", which is not a directory.");
    }
  }

  private static BadPackageException duplicate(String path) {
    return new BadPackageException(
        StoreCode.DUPLICATE_ENTRY, quoted(path) + " is in the image more than once.");
  }

  private void put(PackageEntry entry) {
    places.put(entry.path(), entries.size());
    entries.add(entry);
  }

  private static String quoted(String path) {
    return "'" + BadPackageException.show(path) + "'";
  }
}
