package dev.envc.backend.disk.output;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/// The content id of a vmdk image, which qemu-img draws at random: hexadecimal digits in the
/// descriptor behind the header (VMware, Virtual Disk Format 5.0).
final class VmdkId {
  private static final int HEAD = 64 * 1024;
  private static final String KEY = "\nCID=";
  private static final int DIGITS = 8;

  private VmdkId() {}

  static void set(Path file, int id) throws IOException {
    try (var vmdk = new RandomAccessFile(file.toFile(), "rw")) {
      byte[] head = new byte[(int) Math.min(HEAD, vmdk.length())];
      vmdk.readFully(head);
      String text = new String(head, StandardCharsets.ISO_8859_1);
      int at = text.indexOf(KEY) + KEY.length();
      int line = text.indexOf('\n', at);
      int end = text.indexOf('\0', at);
      if (at < KEY.length() || line < 0 || end < line) {
        throw new IOException(file.getFileName() + " has no content id");
      }
      // qemu-img leaves out leading zeros; zeros also fill the rest of the descriptor.
      String rest = String.format(Locale.ROOT, "%08x", id) + text.substring(line, end);
      vmdk.seek(at);
      vmdk.write(Arrays.copyOf(rest.getBytes(StandardCharsets.ISO_8859_1), rest.length() + DIGITS));
    }
  }
}
