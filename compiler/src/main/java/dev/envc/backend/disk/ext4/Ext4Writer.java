package dev.envc.backend.disk.ext4;

import dev.envc.backend.disk.image.Bytes;
import dev.envc.backend.disk.image.FullException;
import dev.envc.backend.disk.image.SparseImage;
import dev.envc.backend.disk.image.UnfitException;
import dev.envc.rootfs.FileTree;
import dev.envc.store.PosixName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// Lays a file tree out as ext4: blocks of 4 KiB, inodes of 256 bytes, extents, `metadata_csum`,
/// 64-bit. The format is that of the kernel's documentation (filesystems/ext4). Nothing is read
/// from the files; the same tree gives the same bytes everywhere.
public final class Ext4Writer {
  private static final int BLOCK = Ext4Geometry.BLOCK;

  private final Ext4Options options;
  private final Ext4Files files;
  private final Ext4Geometry geometry;
  private final Ext4Allocator allocator;
  private final Ext4Checksum checksum;
  private final SparseImage.Builder image = SparseImage.builder();
  private final TreeMap<Integer, byte[]> tables = new TreeMap<>();
  private final int[] directories;
  private byte[] journalRoot = new byte[60];
  private long journalSize;

  private Ext4Writer(Ext4Files files, Ext4Options options) throws FullException {
    this.options = options;
    this.files = files;
    this.geometry = Ext4Geometry.of(options.size(), inodes(files, options));
    this.allocator = new Ext4Allocator(geometry);
    this.checksum = new Ext4Checksum(options.uuid());
    this.directories = new int[geometry.groups()];
  }

  /// @throws FullException when the files need more than [Ext4Options#size]
  /// @throws UnfitException when an attribute has no place in ext4
  public static SparseImage write(FileTree tree, Ext4Options options) throws FullException {
    return new Ext4Writer(Ext4Files.of(tree, options.seconds()), options).write();
  }

  /// The least size in bytes, a multiple of 1 MiB, at which the tree fits with `free` bytes to
  /// spare.
  public static long size(FileTree tree, Ext4Options options, long free) {
    Ext4Files files = Ext4Files.of(tree, options.seconds());
    long data = files.blocks() + Ext4Files.blocks(free) + 16;
    long size = data * BLOCK;
    for (int round = 0; round < 64; round++) {
      long need = data + tables(files, options.size(size)) + journal(options, size);
      long rounded = (need * BLOCK + (1 << 20) - 1) >> 20 << 20;
      if (rounded <= size) {
        return size;
      }
      size = rounded;
    }
    throw new IllegalStateException("no size found for " + data + " blocks");
  }

  private static long journal(Ext4Options options, long size) {
    return options.journal() ? Ext4Journal.blocks(size / BLOCK) : 0;
  }

  private static long tables(Ext4Files files, Ext4Options options) {
    try {
      Ext4Geometry g = Ext4Geometry.of(options.size(), inodes(files, options));
      long sum = options.size() / BLOCK - g.blocks();
      for (int i = 0; i < g.groups(); i++) {
        sum += g.overhead(i);
      }
      return sum;
    } catch (FullException e) {
      return e.needed() / BLOCK;
    }
  }

  private static long inodes(Ext4Files files, Ext4Options options) {
    long auto = options.inodes() == 0 ? options.size() / 16384 : options.inodes();
    return Math.max(auto, files.lastInode() + 5L);
  }

  private SparseImage write() throws FullException {
    if (files.lastInode() > geometry.inodes()) {
      throw new FullException(options.size() * 2, options.size());
    }
    if (options.journal()) {
      writeJournal();
    }
    for (Ext4Files.File f : files.files()) {
      write(f);
    }
    writeGroups();
    return image.build(options.size());
  }

  private void writeJournal() throws FullException {
    int blocks = Ext4Journal.blocks(geometry.blocks());
    journalSize = (long) blocks * BLOCK;
    List<Ext4Allocator.Run> runs = allocator.take(blocks);
    Ext4Extents extents = extents(runs, Ext4Files.JOURNAL);
    long head = runs.getFirst().start();
    image.put(head * BLOCK, Ext4Journal.superblock(blocks, options.uuid()));
    for (Ext4Allocator.Run r : runs) {
      long start = r.start() == head ? head + 1 : r.start();
      long count = r.start() + r.count() - start;
      image.put(start * BLOCK, new Bytes.Zeros(count * BLOCK));
    }
    Ext4Inode inode =
        new Ext4Inode(0x8000 | 0600, 0, 0, 1)
            .times(options.seconds(), 0)
            .size(journalSize, blocks + extents.leaves().size())
            .extents(extents.root());
    journalRoot = inode.inBlock();
    put(Ext4Files.JOURNAL, inode);
  }

  private void write(Ext4Files.File f) throws FullException {
    FileTree.Entry e = f.entry;
    Ext4Inode inode =
        new Ext4Inode(Ext4Inode.type(e.node()) | e.mode(), e.uid(), e.gid(), f.links)
            .times(e.seconds(), e.nanos());
    int extra = writeXattrs(f, inode);
    long length = f.dataLength();
    switch (e.node()) {
      case FileTree.Node.Symlink s when length == 0 -> {
        byte[] target = PosixName.encode(s.target());
        inode.inBlock(target).size(target.length, extra);
      }
      case FileTree.Node.Symlink s ->
          writeData(f, inode, new Bytes.Memory(PosixName.encode(s.target())), extra);
      case FileTree.Node.Regular r -> writeData(f, inode, new Bytes.Stored(r.content()), extra);
      case FileTree.Node.Directory _ -> {
        writeData(f, inode, new Bytes.Memory(directory(f)), extra);
        directories[group(f.inode)]++;
      }
      case FileTree.Node.Device d -> inode.device(d.major(), d.minor()).size(0, extra);
      case FileTree.Node.Fifo _, FileTree.Node.Hardlink _ -> inode.size(0, extra);
    }
    put(f.inode, inode);
  }

  private byte[] directory(Ext4Files.File f) {
    List<Ext4Directory.Name> names = new ArrayList<>();
    names.add(Ext4Directory.Name.of(".", f.inode, 2));
    names.add(Ext4Directory.Name.of("..", f.parent, 2));
    names.addAll(f.names);
    return Ext4Directory.encode(names, f.inode, checksum);
  }

  /// Returns the blocks it took: 0 or 1.
  private int writeXattrs(Ext4Files.File f, Ext4Inode inode) throws FullException {
    f.xattrs.inInode().ifPresent(inode::xattrs);
    if (!f.hasXattrBlock()) {
      return 0;
    }
    if (!f.xattrs.fitsBlock()) {
      throw new UnfitException(
          "/" + f.entry.path() + " has more extended attributes than ext4 holds.");
    }
    long block = allocator.one();
    image.put(block * BLOCK, f.xattrs.block(block, checksum));
    inode.xattrBlock(block);
    return 1;
  }

  private void writeData(Ext4Files.File f, Ext4Inode inode, Bytes bytes, int extra)
      throws FullException {
    List<Ext4Allocator.Run> runs = allocator.take(Ext4Files.blocks(bytes.length()));
    Ext4Extents extents = extents(runs, f.inode);
    long blocks = Ext4Files.blocks(bytes.length()) + extents.leaves().size() + extra;
    inode.size(bytes.length(), blocks).extents(extents.root());
    if (runs.size() == 1) {
      image.put(runs.getFirst().start() * BLOCK, bytes);
      return;
    }
    long done = 0;
    for (Ext4Allocator.Run r : runs) {
      long n = Math.min((long) r.count() * BLOCK, bytes.length() - done);
      image.put(r.start() * BLOCK, part(bytes, done, n));
      done += n;
    }
  }

  private static Bytes part(Bytes bytes, long from, long length) {
    return switch (bytes) {
      case Bytes.Memory m ->
          new Bytes.Memory(Arrays.copyOfRange(m.bytes(), (int) from, (int) (from + length)));
      case Bytes.Stored s -> new Bytes.StoredPart(s.content(), from, length);
      case Bytes.StoredPart _, Bytes.Zeros _, Bytes.LocalFile _ ->
          throw new IllegalArgumentException("no part of " + bytes);
    };
  }

  private Ext4Extents extents(List<Ext4Allocator.Run> runs, int inode) throws FullException {
    Ext4Extents extents = Ext4Extents.of(runs, inode, allocator, checksum);
    extents.leaves().forEach(l -> image.put(l.block() * BLOCK, l.bytes()));
    return extents;
  }

  private int group(int inode) {
    return (inode - 1) / geometry.inodesPerGroup();
  }

  private void put(int inode, Ext4Inode bytes) {
    int group = group(inode);
    byte[] table = tables.computeIfAbsent(group, _ -> new byte[geometry.tableBlocks() * BLOCK]);
    int index = (inode - 1) % geometry.inodesPerGroup();
    System.arraycopy(
        bytes.encode(inode, checksum), 0, table, index * Ext4Geometry.INODE, Ext4Geometry.INODE);
  }

  private void writeGroups() {
    writeReservedInodes();
    tables.forEach((group, table) -> image.put(geometry.inodeTable(group) * BLOCK, table));
    var groups = new Ext4Groups(geometry, allocator, checksum, files.lastInode(), directories);
    byte[] descriptors = groups.descriptors(image);
    var superblock =
        new Ext4Superblock(
            geometry,
            options,
            groups.freeBlocks(),
            geometry.inodes() - files.lastInode(),
            journalRoot,
            journalSize);
    for (int g = 0; g < geometry.groups(); g++) {
      if (geometry.hasSuperblock(g)) {
        byte[] block = new byte[BLOCK];
        byte[] encoded = superblock.encode(g);
        System.arraycopy(encoded, 0, block, g == 0 ? 1024 : 0, encoded.length);
        image.put(geometry.first(g) * BLOCK, block);
        image.put((geometry.first(g) + 1) * BLOCK, descriptors);
      }
    }
  }

  /// Inodes 1 to 10 that nothing uses still carry a checksum and, as mke2fs has it, a time for the
  /// list of bad blocks.
  private void writeReservedInodes() {
    for (int i = 1; i < Ext4Files.FIRST; i++) {
      if (i != Ext4Files.ROOT && (i != Ext4Files.JOURNAL || !options.journal())) {
        put(i, i == 1 ? new Ext4Inode(0, 0, 0, 0).times(options.seconds(), 0) : empty());
      }
    }
  }

  private static Ext4Inode empty() {
    return new Ext4Inode(0, 0, 0, 0);
  }
}
