package dev.envc.rootfs;

import dev.envc.lock.BinaryFormat;
import dev.envc.lock.Digest;
import dev.envc.lock.LockedBinary;
import dev.envc.lock.LockedPackage;
import dev.envc.pms.Cpv;
import dev.envc.pms.Slot;
import dev.envc.store.Content;
import dev.envc.store.PackageEntry;
import dev.envc.store.PackageEntry.FileTime;
import dev.envc.store.PackageEntry.Kind;
import dev.envc.store.PackageImage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// A binary package in memory, written entry by entry.
public final class FakePackage implements PackageImage {
  private static final FileTime TIME = new FileTime(1_600_000_000L, 0);

  private final String cpv;
  private final String slot;
  private final List<PackageEntry> entries = new ArrayList<>();
  private final Map<String, byte[]> metadata = new TreeMap<>();

  private FakePackage(String cpv, String slot) {
    this.cpv = cpv;
    this.slot = slot;
    metadata("SLOT", slot + "\n").metadata("EAPI", "8\n").metadata("BUILD_TIME", "1600000000\n");
  }

  public static FakePackage of(String cpv) {
    return new FakePackage(cpv, "0");
  }

  public static FakePackage of(String cpv, String slot) {
    return new FakePackage(cpv, slot);
  }

  public FakePackage metadata(String name, String text) {
    metadata.put(name, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  public FakePackage metadata(String name, byte[] bytes) {
    metadata.put(name, bytes);
    return this;
  }

  public FakePackage add(PackageEntry entry) {
    entries.add(entry);
    return this;
  }

  public FakePackage dir(String... paths) {
    for (String path : paths) {
      add(entry(path, new Kind.Directory(), 0755));
    }
    return this;
  }

  public FakePackage dir(String path, int mode) {
    return add(entry(path, new Kind.Directory(), mode));
  }

  public FakePackage file(String path, String text) {
    return file(path, text, 0644);
  }

  public FakePackage file(String path, String text, int mode) {
    return file(path, BytesContent.of(text), mode);
  }

  public FakePackage file(String path, Content content, int mode) {
    return add(entry(path, new Kind.Regular(content), mode));
  }

  public FakePackage link(String path, String target) {
    return add(entry(path, new Kind.Symlink(target), 0777));
  }

  public FakePackage hardlink(String path, String target) {
    return add(entry(path, new Kind.Hardlink(target), 0644));
  }

  public FakePackage kind(String path, Kind kind) {
    return add(entry(path, kind, 0644));
  }

  public static PackageEntry entry(String path, Kind kind, int mode) {
    return new PackageEntry(
        path, kind, mode, 0, 0, Optional.empty(), Optional.empty(), TIME, new TreeMap<>());
  }

  public static PackageEntry with(PackageEntry e, SortedMap<String, byte[]> xattrs) {
    return new PackageEntry(
        e.path(),
        e.kind(),
        e.mode(),
        e.uid(),
        e.gid(),
        e.userName(),
        e.groupName(),
        e.time(),
        xattrs);
  }

  static PackageEntry owned(PackageEntry e, long uid, long gid) {
    return new PackageEntry(
        e.path(), e.kind(), e.mode(), uid, gid, e.userName(), e.groupName(), e.time(), e.xattrs());
  }

  /// The package as a member of a request.
  public AssemblyRequest.Member member() {
    var binary =
        new LockedBinary(
            "local",
            cpv + ".gpkg.tar",
            BinaryFormat.GPKG,
            1,
            Digest.sha256("0".repeat(64)),
            1,
            1_600_000_000L);
    var locked =
        new LockedPackage(
            Cpv.parse(cpv),
            Slot.parse(slot),
            "gentoo",
            new TreeSet<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            List.of("manifest"),
            binary);
    return new AssemblyRequest.Member(locked, this);
  }

  @Override
  public List<PackageEntry> entries() {
    return entries;
  }

  @Override
  public Map<String, byte[]> metadata() {
    return metadata;
  }
}
