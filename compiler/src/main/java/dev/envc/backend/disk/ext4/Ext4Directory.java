package dev.envc.backend.disk.ext4;

import dev.envc.store.PosixName;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// The blocks of a directory: a list of names in each, and a checksum in the last 12 bytes. Without
/// an index, which the kernel makes when a small directory grows.
final class Ext4Directory {
  private static final int TAIL = 12;
  private static final int USABLE = Ext4Geometry.BLOCK - TAIL;

  /// A name in a directory; `type` as in the directory entry (1 regular, 2 directory, …).
  @SuppressWarnings("ArrayRecordComponent")
  record Name(byte[] name, int inode, int type) {
    static Name of(String name, int inode, int type) {
      return new Name(PosixName.encode(name), inode, type);
    }

    int length() {
      return (8 + name.length + 3) & ~3;
    }
  }

  private Ext4Directory() {}

  /// How many blocks names of these lengths in bytes take, in this order, after `.` and `..`.
  static int blocks(List<Integer> nameLengths) {
    int blocks = 1;
    int used = 24;
    for (int length : nameLengths) {
      int n = (8 + length + 3) & ~3;
      if (used + n > USABLE) {
        blocks++;
        used = 0;
      }
      used += n;
    }
    return blocks;
  }

  static byte[] encode(List<Name> names, int self, Ext4Checksum checksum) {
    List<List<Name>> blocks = new ArrayList<>(List.of(new ArrayList<>()));
    int used = 0;
    for (Name n : names) {
      if (used + n.length() > USABLE) {
        blocks.add(new ArrayList<>());
        used = 0;
      }
      blocks.getLast().add(n);
      used += n.length();
    }
    ByteBuffer out =
        ByteBuffer.allocate(blocks.size() * Ext4Geometry.BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < blocks.size(); i++) {
      block(blocks.get(i), out.position(i * Ext4Geometry.BLOCK));
      int sum = checksum.ofInode(self, out.array(), i * Ext4Geometry.BLOCK, USABLE);
      out.putInt((i + 1) * Ext4Geometry.BLOCK - 4, sum);
    }
    return out.array();
  }

  private static void block(List<Name> names, ByteBuffer out) {
    int end = out.position() + USABLE;
    for (int i = 0; i < names.size(); i++) {
      Name n = names.get(i);
      int start = out.position();
      int length = i == names.size() - 1 ? end - start : n.length();
      out.putInt(n.inode()).putShort((short) length).put((byte) n.name().length);
      out.put((byte) n.type()).put(n.name());
      out.position(start + length);
    }
    out.putInt(0).putShort((short) TAIL).put((byte) 0).put((byte) 0xde);
  }
}
