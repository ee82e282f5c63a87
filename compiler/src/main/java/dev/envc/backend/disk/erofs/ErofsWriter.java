package dev.envc.backend.disk.erofs;

import dev.envc.backend.disk.image.Bytes;
import dev.envc.backend.disk.image.SparseImage;
import dev.envc.backend.disk.image.UnfitException;
import dev.envc.rootfs.FileTree;
import dev.envc.store.PosixName;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Lays a file tree out as erofs without compression: extended inodes of 64 bytes, each file in
/// whole blocks of 4 KiB (the kernel's filesystems/erofs.rst and its fs/erofs/erofs_fs.h are the
/// format).
public final class ErofsWriter {
  private static final int BLOCK = 4096;
  private static final int SLOT = 32;
  private static final int FIRST_INODE = 1024 + 128;
  private static final List<String> PREFIXES =
      List.of("user.", "system.posix_acl_access", "system.posix_acl_default", "trusted.");

  /// An inode to be: its names below it, its place, its data.
  private static final class Node {
    final FileTree.Entry entry;
    final byte[] xattrs;
    final List<Name> names = new ArrayList<>();
    long nid;
    int parents;
    int subdirectories;
    Bytes data = new Bytes.Memory(new byte[0]);
    long block;

    Node(FileTree.Entry entry) {
      this.entry = entry;
      this.xattrs = ErofsWriter.xattrs(entry);
    }

    boolean isDirectory() {
      return entry.node() instanceof FileTree.Node.Directory;
    }
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Name(byte[] name, Node node) {}

  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Node> byPath = new HashMap<>();
  private final UUID uuid;
  private final String label;

  private ErofsWriter(UUID uuid, String label) {
    this.uuid = uuid;
    this.label = label;
  }

  /// @throws UnfitException for an attribute erofs has no namespace for
  public static SparseImage write(FileTree tree, UUID uuid, String label) {
    var writer = new ErofsWriter(uuid, label);
    tree.entries().forEach(writer::add);
    return writer.write();
  }

  private void add(FileTree.Entry e) {
    int slash = e.path().lastIndexOf('/');
    Node node = e.node() instanceof FileTree.Node.Hardlink h ? known(h.target()) : new Node(e);
    if (!(e.node() instanceof FileTree.Node.Hardlink)) {
      nodes.add(node);
    }
    byPath.put(e.path(), node);
    node.parents++;
    if (!e.path().isEmpty()) {
      Node parent = known(slash < 0 ? "" : e.path().substring(0, slash));
      parent.names.add(new Name(PosixName.encode(e.path().substring(slash + 1)), node));
      parent.subdirectories += node.isDirectory() ? 1 : 0;
    }
    if (node.isDirectory()) {
      Node parent =
          e.path().isEmpty() ? node : known(slash < 0 ? "" : e.path().substring(0, slash));
      node.names.add(new Name(new byte[] {'.'}, node));
      node.names.add(new Name(new byte[] {'.', '.'}, parent));
    }
  }

  private Node known(String path) {
    Node node = byPath.get(path);
    if (node == null) {
      throw new IllegalArgumentException("nothing at " + path);
    }
    return node;
  }

  private SparseImage write() {
    long offset = FIRST_INODE;
    for (Node n : nodes) {
      n.nid = offset / SLOT;
      offset += (64L + n.xattrs.length + SLOT - 1) / SLOT * SLOT;
    }
    long next = (offset + BLOCK - 1) / BLOCK;
    var image = SparseImage.builder();
    byte[] meta = new byte[(int) (next * BLOCK)];
    for (Node n : nodes) {
      n.data = data(n);
      long blocks = (n.data.length() + BLOCK - 1) / BLOCK;
      n.block = blocks == 0 ? 0 : next;
      image.put(next * BLOCK, n.data);
      next += blocks;
      inode(n, ByteBuffer.wrap(meta).order(ByteOrder.LITTLE_ENDIAN));
    }
    superblock(ByteBuffer.wrap(meta).order(ByteOrder.LITTLE_ENDIAN), next);
    return image.put(0, meta).build(next * BLOCK);
  }

  private static Bytes data(Node n) {
    return switch (n.entry.node()) {
      case FileTree.Node.Directory _ -> new Bytes.Memory(directory(n));
      case FileTree.Node.Regular r -> new Bytes.Stored(r.content());
      case FileTree.Node.Symlink s -> new Bytes.Memory(PosixName.encode(s.target()));
      case FileTree.Node.Hardlink _, FileTree.Node.Fifo _, FileTree.Node.Device _ ->
          new Bytes.Memory(new byte[0]);
    };
  }

  /// Blocks of 12 bytes for each name, then the names; all sorted by bytes.
  private static byte[] directory(Node n) {
    List<Name> sorted = new ArrayList<>(n.names);
    sorted.sort((a, b) -> Arrays.compareUnsigned(a.name(), b.name()));
    var out = new ByteArrayOutputStream();
    List<Name> block = new ArrayList<>();
    int used = 0;
    for (Name name : sorted) {
      if (used + 12 + name.name().length > BLOCK) {
        out.writeBytes(Arrays.copyOf(entries(block), BLOCK));
        block.clear();
        used = 0;
      }
      block.add(name);
      used += 12 + name.name().length;
    }
    out.writeBytes(entries(block));
    return out.toByteArray();
  }

  private static byte[] entries(List<Name> names) {
    int length = names.stream().mapToInt(n -> 12 + n.name().length).sum();
    byte[] bytes = new byte[length];
    ByteBuffer out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int at = names.size() * 12;
    for (Name n : names) {
      out.putLong(n.node().nid).putShort((short) at).put(nameType(n.node())).put((byte) 0);
      System.arraycopy(n.name(), 0, bytes, at, n.name().length);
      at += n.name().length;
    }
    return bytes;
  }

  private static byte nameType(Node n) {
    return switch (n.entry.node()) {
      case FileTree.Node.Regular _, FileTree.Node.Hardlink _ -> 1;
      case FileTree.Node.Directory _ -> 2;
      case FileTree.Node.Device d -> (byte) (d.block() ? 4 : 3);
      case FileTree.Node.Fifo _ -> 5;
      case FileTree.Node.Symlink _ -> 7;
    };
  }

  private static int typeBits(FileTree.Node node) {
    return switch (node) {
      case FileTree.Node.Directory _ -> 0x4000;
      case FileTree.Node.Regular _, FileTree.Node.Hardlink _ -> 0x8000;
      case FileTree.Node.Symlink _ -> 0xa000;
      case FileTree.Node.Fifo _ -> 0x1000;
      case FileTree.Node.Device d -> d.block() ? 0x6000 : 0x2000;
    };
  }

  private static void inode(Node n, ByteBuffer meta) {
    FileTree.Entry e = n.entry;
    int at = Math.toIntExact(n.nid * SLOT);
    int icount = n.xattrs.length == 0 ? 0 : (n.xattrs.length - 12) / 4 + 1;
    meta.putShort(at, (short) 1).putShort(at + 2, (short) icount);
    meta.putShort(at + 4, (short) (typeBits(e.node()) | e.mode()));
    meta.putLong(at + 8, n.data.length());
    meta.putInt(at + 16, e.node() instanceof FileTree.Node.Device d ? device(d) : (int) n.block);
    meta.putInt(at + 20, (int) n.nid).putInt(at + 24, (int) e.uid()).putInt(at + 28, (int) e.gid());
    meta.putLong(at + 32, e.seconds()).putInt(at + 40, e.nanos());
    meta.putInt(at + 44, n.isDirectory() ? 2 + n.subdirectories : n.parents);
    meta.put(at + 64, n.xattrs);
  }

  private static int device(FileTree.Node.Device d) {
    return (d.minor() & 0xff) | d.major() << 8 | (d.minor() & ~0xff) << 12;
  }

  private void superblock(ByteBuffer meta, long blocks) {
    byte[] name = label.getBytes(StandardCharsets.UTF_8);
    meta.putInt(1024, 0xe0f5e1e2).put(1036, (byte) 12);
    meta.putShort(1038, (short) (FIRST_INODE / SLOT)).putLong(1040, nodes.size());
    meta.putLong(1048, nodes.getFirst().entry.seconds());
    meta.putInt(1060, (int) blocks);
    meta.order(ByteOrder.BIG_ENDIAN).putLong(1072, uuid.getMostSignificantBits());
    meta.putLong(1080, uuid.getLeastSignificantBits());
    meta.put(1088, name, 0, Math.min(15, name.length));
  }

  private static byte[] xattrs(FileTree.Entry e) {
    if (e.xattrs().isEmpty()) {
      return new byte[0];
    }
    var out = new ByteArrayOutputStream();
    out.writeBytes(new byte[12]);
    e.xattrs()
        .forEach(
            (name, value) -> {
              int index = index(name);
              String prefix = index == 6 ? "security." : PREFIXES.get(index - 1);
              byte[] rest = name.substring(prefix.length()).getBytes(StandardCharsets.UTF_8);
              out.write(rest.length);
              out.write(index);
              out.write(value.length);
              out.write(value.length >> 8);
              out.writeBytes(rest);
              out.writeBytes(value);
              out.writeBytes(new byte[(4 - out.size() % 4) % 4]);
            });
    return out.toByteArray();
  }

  private static int index(String name) {
    if (name.startsWith("security.")) {
      return 6;
    }
    for (int i = 0; i < 4; i++) {
      if (name.startsWith(PREFIXES.get(i))) {
        return i + 1;
      }
    }
    throw new UnfitException("erofs cannot hold the attribute `" + name + "`.");
  }
}
