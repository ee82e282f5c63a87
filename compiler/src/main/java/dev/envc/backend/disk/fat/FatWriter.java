package dev.envc.backend.disk.fat;

import dev.envc.backend.disk.image.Bytes;
import dev.envc.backend.disk.image.FullException;
import dev.envc.backend.disk.image.SparseImage;
import dev.envc.backend.disk.image.UnfitException;
import dev.envc.rootfs.FileTree;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/// Lays a file tree out as FAT12, FAT16 or FAT32 with long names, after Microsoft's "FAT: General
/// Overview of On-Disk Format" 1.03. Owners, modes and attributes are not kept, times are in UTC to
/// two seconds; links and devices have no place in it.
public final class FatWriter {
  private static final int DIRECTORY = 0x10;
  private static final int ARCHIVE = 0x20;
  private static final int LABEL = 0x08;

  /// A directory with what it holds.
  private record Node(FileTree.Entry entry, List<Node> children) {
    String name() {
      return entry.path().substring(entry.path().lastIndexOf('/') + 1);
    }
  }

  private final FatOptions options;
  private final FatGeometry geometry;
  private final FatTable table;
  private final SparseImage.Builder image = SparseImage.builder();

  private FatWriter(FatOptions options) throws FullException {
    this.options = options;
    this.geometry = FatGeometry.of(options);
    this.table = new FatTable(geometry);
  }

  /// @throws FullException when the files need more than [FatOptions#size]
  /// @throws UnfitException when FAT cannot hold an entry or its name
  public static SparseImage write(FileTree tree, FatOptions options) throws FullException {
    return new FatWriter(options).write(tree(tree));
  }

  /// A size in bytes, a multiple of 1 MiB, at which the tree fits with `free` bytes to spare.
  public static long size(FileTree tree, FatOptions options, long free) {
    long size = Math.max(FatGeometry.minimum(options.kind()), 1 << 20) + free;
    for (FileTree.Entry e : tree.entries()) {
      size += e.node() instanceof FileTree.Node.Regular r ? r.content().size() : 0;
      size += 8192;
    }
    long rounded = (size + size / 64 + (1 << 20) - 1) >> 20 << 20;
    return rounded;
  }

  private static Node tree(FileTree tree) {
    var byPath = new TreeMap<String, Node>();
    for (FileTree.Entry e : tree.entries()) {
      var node = new Node(e, new ArrayList<>());
      byPath.put(e.path(), node);
      if (!e.path().isEmpty()) {
        int slash = e.path().lastIndexOf('/');
        Node parent = byPath.get(slash < 0 ? "" : e.path().substring(0, slash));
        if (parent == null) {
          throw new IllegalArgumentException("no directory for " + e.path());
        }
        parent.children().add(node);
      }
    }
    Node root = byPath.get("");
    if (root == null) {
      throw new IllegalArgumentException("a tree without a root");
    }
    return root;
  }

  private SparseImage write(Node root) throws FullException {
    if (geometry.kind() == FatOptions.Kind.FAT32) {
      int cluster = table.take(entriesLength(root, true));
      byte[] bytes = directory(root, cluster, 0, true);
      image.put(geometry.clusterOffset(cluster), padded(bytes));
    } else {
      byte[] bytes = directory(root, 0, 0, true);
      if (bytes.length > FatGeometry.ROOT_ENTRIES * 32) {
        throw new UnfitException("The root directory of FAT12 and FAT16 holds 512 entries only.");
      }
      byte[] all = new byte[FatGeometry.ROOT_ENTRIES * 32];
      System.arraycopy(bytes, 0, all, 0, bytes.length);
      image.put(geometry.rootOffset(), all);
    }
    writeHead();
    return image.build(options.size());
  }

  private byte[] padded(byte[] bytes) {
    int cluster = geometry.clusterBytes();
    return Arrays.copyOf(bytes, (bytes.length + cluster - 1) / cluster * cluster);
  }

  private static long entriesLength(Node directory, boolean isRoot) {
    var names = new FatNames();
    long length = isRoot ? 32 : 64;
    for (Node child : directory.children()) {
      length += names.encode(child.name()).length;
    }
    return length;
  }

  /// The entries of a directory whose chain starts at `self`; writes everything below it.
  private byte[] directory(Node directory, int self, int parent, boolean isRoot)
      throws FullException {
    var out = new ByteArrayOutputStream();
    if (isRoot) {
      out.writeBytes(entry(label(), LABEL, 0, 0, options.seconds()));
    } else {
      out.writeBytes(entry(".          ", DIRECTORY, self, 0, directory.entry().seconds()));
      out.writeBytes(entry("..         ", DIRECTORY, parent, 0, directory.entry().seconds()));
    }
    var names = new FatNames();
    for (Node child : directory.children()) {
      out.writeBytes(child(child, names.encode(child.name()), isRoot ? 0 : self));
    }
    return out.toByteArray();
  }

  private byte[] child(Node node, byte[] name, int parent) throws FullException {
    FileTree.Entry e = node.entry();
    switch (e.node()) {
      case FileTree.Node.Directory _ -> {
        int cluster = table.take(entriesLength(node, false));
        byte[] bytes = directory(node, cluster, parent, false);
        image.put(geometry.clusterOffset(cluster), padded(bytes));
        fill(name, DIRECTORY, cluster, 0, e.seconds());
      }
      case FileTree.Node.Regular r -> {
        long size = r.content().size();
        if (size > 0xffff_ffffL) {
          throw new UnfitException("FAT holds no file of 4 GiB such as /" + e.path() + ".");
        }
        int cluster = table.take(size);
        if (size > 0) {
          image.put(geometry.clusterOffset(cluster), new Bytes.Stored(r.content()));
        }
        fill(name, ARCHIVE, cluster, size, e.seconds());
      }
      case FileTree.Node.Symlink _,
          FileTree.Node.Hardlink _,
          FileTree.Node.Fifo _,
          FileTree.Node.Device _ ->
          throw new UnfitException("FAT holds files and directories only, not /" + e.path() + ".");
    }
    return name;
  }

  private static byte[] entry(String name, int attributes, int cluster, long size, long seconds) {
    byte[] bytes = new byte[32];
    System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 11);
    fill(bytes, attributes, cluster, size, seconds);
    return bytes;
  }

  /// Fills in the last of the entries.
  private static void fill(byte[] entries, int attributes, int cluster, long size, long seconds) {
    int base = entries.length - 32;
    ByteBuffer out = ByteBuffer.wrap(entries).order(ByteOrder.LITTLE_ENDIAN);
    var time = LocalDateTime.ofEpochSecond(Math.max(seconds, 315_532_800L), 0, ZoneOffset.UTC);
    int year = Math.min(time.getYear() - 1980, 127);
    int date = year << 9 | time.getMonthValue() << 5 | time.getDayOfMonth();
    int clock = time.getHour() << 11 | time.getMinute() << 5 | time.getSecond() / 2;
    out.put(base + 11, (byte) attributes);
    out.putShort(base + 14, (short) clock).putShort(base + 16, (short) date);
    out.putShort(base + 18, (short) date);
    out.putShort(base + 20, (short) (cluster >>> 16));
    out.putShort(base + 22, (short) clock).putShort(base + 24, (short) date);
    out.putShort(base + 26, (short) cluster).putInt(base + 28, (int) size);
  }

  private String label() {
    String label = options.label().toUpperCase(Locale.ROOT);
    if (label.length() > 11 || !label.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
      throw new UnfitException(
          "FAT holds no label `" + options.label() + "`: up to 11 ASCII characters.");
    }
    return label + " ".repeat(11 - label.length());
  }

  private void writeHead() {
    byte[] boot = new FatBootSector(geometry, options.id(), label()).encode();
    image.put(0, boot);
    long sector = FatGeometry.SECTOR;
    if (geometry.kind() == FatOptions.Kind.FAT32) {
      byte[] info = FatBootSector.info(table.free(), table.next());
      image.put(sector, info);
      image.put(6 * sector, boot);
      image.put(7 * sector, info);
    }
    byte[] fat = table.encode();
    image.put(geometry.reserved() * sector, fat);
    image.put((geometry.reserved() + geometry.fatSectors()) * sector, fat);
  }
}
