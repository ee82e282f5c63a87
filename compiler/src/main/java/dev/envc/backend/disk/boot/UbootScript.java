package dev.envc.backend.disk.boot;

import dev.envc.model.Arch;
import dev.envc.rootfs.BytesContent;
import dev.envc.store.Content;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// A script for U-Boot in its legacy image format (include/image.h): a header of 64 bytes, the
/// script's length, a zero, the script.
final class UbootScript {
  private static final int MAGIC = 0x27051956;
  private static final byte OS_LINUX = 5;
  private static final byte TYPE_SCRIPT = 6;

  private UbootScript() {}

  static Content content(String script, Arch arch, long seconds) {
    byte[] text = script.getBytes(StandardCharsets.UTF_8);
    byte[] data =
        ByteBuffer.allocate(8 + text.length).putInt(text.length).putInt(0).put(text).array();
    byte[] all = new byte[64 + data.length];
    ByteBuffer out = ByteBuffer.wrap(all);
    out.putInt(MAGIC).putInt(0).putInt((int) seconds).putInt(data.length).putInt(0).putInt(0);
    out.putInt(crc(data, data.length)).put(OS_LINUX).put(number(arch)).put(TYPE_SCRIPT);
    out.put((byte) 0).put("envc boot script".getBytes(StandardCharsets.US_ASCII));
    out.put(64, data);
    out.putInt(4, crc(all, 64));
    return BytesContent.of(all);
  }

  private static int crc(byte[] bytes, int length) {
    var crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  private static byte number(Arch arch) {
    return switch (arch) {
      case ARM -> 2;
      case X86 -> 3;
      case MIPS -> 5;
      case PPC, PPC64 -> 7;
      case ARM64 -> 22;
      case AMD64 -> 24;
      case RISCV -> 26;
      case ALPHA, HPPA, LOONG, M68K, S390, SPARC -> 0;
    };
  }
}
