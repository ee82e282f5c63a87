package dev.envc.backend.disk.fat;

import dev.envc.backend.disk.image.UnfitException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// The names of one directory: a short name of 8 and 3 characters for each, unique, and the long
/// name in entries before it wherever the short one is not the name itself.
final class FatNames {
  private static final String ILLEGAL = "\"*/:<>?\\|";
  private static final String SHORT = "!#$%&'()-@^_`{}~";

  private final Set<String> taken = new HashSet<>();
  private final Set<String> folded = new HashSet<>();

  /// The directory entries of a name, but for what follows the first 11 bytes of the last one,
  /// which the caller fills in.
  ///
  /// @throws UnfitException when FAT cannot hold the name beside the earlier ones
  byte[] encode(String name) {
    if (!isLegal(name)) {
      throw new UnfitException("FAT cannot hold the name `" + name + "`.");
    }
    if (!folded.add(name.toUpperCase(Locale.ROOT))) {
      throw new UnfitException("FAT ignores case, and there are two files named `" + name + "`.");
    }
    String shortName = shortName(name);
    var out = new ByteArrayOutputStream();
    if (!shortName.equals(padded(name))) {
      longEntries(name, checksum(shortName), out);
    }
    out.writeBytes(shortName.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(new byte[21]);
    return out.toByteArray();
  }

  private static boolean isLegal(String name) {
    boolean characters =
        name.chars()
            .allMatch(c -> c >= 0x20 && c != 0x7f && ILLEGAL.indexOf(c) < 0 && !isEscape(c));
    return characters
        && !name.isEmpty()
        && name.length() <= 255
        && !name.endsWith(".")
        && !name.endsWith(" ");
  }

  /// A byte that is not UTF-8, see `PosixName`.
  private static boolean isEscape(int c) {
    return c >= 0xdc80 && c <= 0xdcff;
  }

  /// `NAME EXT` for a name that is a short name as it stands, else an empty text.
  private static String padded(String name) {
    int dot = name.indexOf('.');
    String base = dot < 0 ? name : name.substring(0, dot);
    String extension = dot < 0 ? "" : name.substring(dot + 1);
    boolean fits =
        !base.isEmpty()
            && base.length() <= 8
            && extension.length() <= 3
            && (dot < 0 || !extension.isEmpty())
            && isShort(base)
            && isShort(extension);
    return fits ? pad(base, 8) + pad(extension, 3) : "";
  }

  private static boolean isShort(String text) {
    return text.chars()
        .allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || SHORT.indexOf(c) >= 0);
  }

  private static String pad(String text, int length) {
    return text + " ".repeat(length - text.length());
  }

  private String shortName(String name) {
    String exact = padded(name);
    if (!exact.isEmpty() && taken.add(exact)) {
      return exact;
    }
    int dot = name.lastIndexOf('.');
    String base = reduce(dot <= 0 ? name : name.substring(0, dot));
    String extension = dot <= 0 ? "" : reduce(name.substring(dot + 1));
    String tail = pad(extension.substring(0, Math.min(3, extension.length())), 3);
    for (int i = 1; ; i++) {
      String number = "~" + i;
      String head = base.substring(0, Math.min(base.length(), 8 - number.length()));
      String candidate = pad(head + number, 8) + tail;
      if (taken.add(candidate)) {
        return candidate;
      }
    }
  }

  private static String reduce(String text) {
    var out = new StringBuilder();
    String upper = text.toUpperCase(Locale.ROOT);
    for (int i = 0; i < upper.length(); i++) {
      char c = upper.charAt(i);
      if (c != '.' && c != ' ') {
        out.append(isShort(String.valueOf(c)) ? c : '_');
      }
    }
    return out.toString();
  }

  private static int checksum(String shortName) {
    int sum = 0;
    for (int i = 0; i < shortName.length(); i++) {
      sum = (((sum & 1) << 7) + (sum >> 1) + shortName.charAt(i)) & 0xff;
    }
    return sum;
  }

  /// Entries of 13 UTF-16 units each, the last part of the name first.
  private static void longEntries(String name, int checksum, ByteArrayOutputStream out) {
    int count = (name.length() + 12) / 13;
    for (int i = count; i >= 1; i--) {
      byte[] bytes = new byte[32];
      ByteBuffer e = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      e.put(0, (byte) (i == count ? i | 0x40 : i)).put(11, (byte) 0x0f).put(13, (byte) checksum);
      for (int k = 0; k < 13; k++) {
        int at = (i - 1) * 13 + k;
        int unit = at < name.length() ? name.charAt(at) : at == name.length() ? 0 : 0xffff;
        int offset = k < 5 ? 1 + 2 * k : k < 11 ? 14 + 2 * (k - 5) : 28 + 2 * (k - 11);
        e.putShort(offset, (short) unit);
      }
      out.writeBytes(bytes);
    }
  }
}
