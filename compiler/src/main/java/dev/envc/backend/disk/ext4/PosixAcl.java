package dev.envc.backend.disk.ext4;

import dev.envc.backend.disk.image.UnfitException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// POSIX ACLs: the form of the system calls (version 2, every entry with an id) and the form on
/// disk (version 1, an id only for named users and groups).
final class PosixAcl {
  private static final int USER = 0x02;
  private static final int GROUP = 0x08;

  private PosixAcl() {}

  static byte[] toDisk(byte[] call) {
    ByteBuffer in = ByteBuffer.wrap(call).order(ByteOrder.LITTLE_ENDIAN);
    if (call.length < 4 || (call.length - 4) % 8 != 0 || in.getInt() != 2) {
      throw new UnfitException("An attribute says it is a POSIX ACL and is none.");
    }
    ByteBuffer out = ByteBuffer.allocate(call.length).order(ByteOrder.LITTLE_ENDIAN).putInt(1);
    while (in.hasRemaining()) {
      short tag = in.getShort();
      out.putShort(tag).putShort(in.getShort());
      int id = in.getInt();
      if (tag == USER || tag == GROUP) {
        out.putInt(id);
      }
    }
    byte[] disk = new byte[out.position()];
    out.get(0, disk);
    return disk;
  }
}
