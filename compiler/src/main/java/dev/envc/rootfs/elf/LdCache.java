package dev.envc.rootfs.elf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The cache of the dynamic linker in the format that glibc writes since 2.32 and reads since 2.2
/// (`glibc-ld.so.cache1.1`, sysdeps/generic/dl-cache.h): entries in descending order of names,
/// strings, and an extension that names the glibc-hwcaps subdirectories.
public final class LdCache {
  private static final int HEADER = 48;
  private static final int ENTRY = 24;
  private static final int EXTENSION_MAGIC = 0xeaa42174;
  private static final int TAG_GENERATOR = 0;
  private static final int TAG_HWCAPS = 1;
  private static final long HWCAP_EXTENSION = 1L << 62;
  private static final String GENERATOR = "envc";

  private final List<Library> libraries;
  private final ByteOrder order;

  /// A library: what programs ask for, the file it is, the flags of its ABI, and the glibc-hwcaps
  /// subdirectory it is in (empty: none).
  public record Library(String soname, String path, int flags, String hwcaps) {}

  /// @param libraries in the order of the directories that were searched
  public LdCache(List<Library> libraries, ByteOrder order) {
    this.order = order;
    var sorted = new ArrayList<>(libraries);
    sorted.sort(LdCache::compare);
    this.libraries = List.copyOf(sorted);
  }

  /// The file.
  public byte[] toBytes() {
    List<String> hwcaps =
        List.copyOf(
            new TreeSet<>(
                libraries.stream().map(Library::hwcaps).filter(h -> !h.isEmpty()).toList()));
    int stringsAt = HEADER + ENTRY * libraries.size();
    var strings = new Strings(stringsAt);
    ByteBuffer table = ByteBuffer.allocate(stringsAt).order(order);
    table.position(HEADER);
    for (Library library : libraries) {
      table.putInt(library.flags());
      table.putInt(strings.offset(library.soname()));
      table.putInt(strings.offset(library.path()));
      table.putInt(0);
      int index = hwcaps.indexOf(library.hwcaps());
      table.putLong(index < 0 ? 0 : HWCAP_EXTENSION | index);
    }
    int[] names = hwcaps.stream().mapToInt(strings::offset).toArray();
    int extensionAt = (strings.end() + 3) & ~3;
    header(table, strings.end() - stringsAt, extensionAt);
    var out = new ByteArrayOutputStream();
    out.writeBytes(table.array());
    out.writeBytes(strings.toBytes());
    out.writeBytes(new byte[extensionAt - strings.end()]);
    out.writeBytes(extension(extensionAt, names));
    return out.toByteArray();
  }

  private void header(ByteBuffer table, int stringsLength, int extensionAt) {
    table.position(0);
    table.put("glibc-ld.so.cache1.1".getBytes(StandardCharsets.US_ASCII));
    table.putInt(libraries.size());
    table.putInt(stringsLength);
    table.put((byte) (order == ByteOrder.LITTLE_ENDIAN ? 2 : 3));
    table.put(new byte[3]);
    table.putInt(extensionAt);
  }

  private byte[] extension(int at, int[] hwcaps) {
    byte[] generator = GENERATOR.getBytes(StandardCharsets.US_ASCII);
    int sections = hwcaps.length == 0 ? 1 : 2;
    int dataAt = 8 + 16 * sections;
    ByteBuffer out =
        ByteBuffer.allocate(dataAt + 4 * hwcaps.length + generator.length).order(order);
    out.putInt(EXTENSION_MAGIC).putInt(sections);
    out.putInt(TAG_GENERATOR).putInt(0);
    out.putInt(at + dataAt + 4 * hwcaps.length).putInt(generator.length);
    if (hwcaps.length > 0) {
      out.putInt(TAG_HWCAPS).putInt(0).putInt(at + dataAt).putInt(4 * hwcaps.length);
    }
    for (int offset : hwcaps) {
      out.putInt(offset);
    }
    return out.put(generator).array();
  }

  /// Descending by name, then by flags; libraries of a hwcaps subdirectory before the plain ones.
  private static int compare(Library a, Library b) {
    int byName = compareNames(b.soname(), a.soname());
    if (byName != 0) {
      return byName;
    }
    return Comparator.comparingInt(Library::flags)
        .reversed()
        .thenComparing(l -> l.hwcaps().isEmpty())
        .thenComparing(Library::hwcaps)
        .compare(a, b);
  }

  /// The order of library names: runs of digits by their value, and after every other byte.
  public static int compareNames(String a, String b) {
    byte[] x = a.getBytes(StandardCharsets.UTF_8);
    byte[] y = b.getBytes(StandardCharsets.UTF_8);
    int i = 0;
    int j = 0;
    while (i < x.length) {
      boolean digitX = isDigit(x, i);
      boolean digitY = isDigit(y, j);
      if (digitX && digitY) {
        int endX = digits(x, i);
        int endY = digits(y, j);
        int numbers = Long.compare(number(x, i, endX), number(y, j, endY));
        if (numbers != 0) {
          return numbers;
        }
        i = endX;
        j = endY;
      } else if (digitX || digitY) {
        return digitX ? 1 : -1;
      } else if (j >= y.length || x[i] != y[j]) {
        return j >= y.length ? 1 : Byte.compare(x[i], y[j]);
      } else {
        i++;
        j++;
      }
    }
    return j < y.length ? -1 : 0;
  }

  private static boolean isDigit(byte[] name, int at) {
    return at < name.length && name[at] >= '0' && name[at] <= '9';
  }

  private static int digits(byte[] name, int from) {
    int end = from;
    while (isDigit(name, end)) {
      end++;
    }
    return end;
  }

  /// The value as the linker computes it: in a C int, which overflows for absurd names only.
  private static long number(byte[] name, int from, int to) {
    int value = 0;
    for (int i = from; i < to; i++) {
      value = value * 10 + name[i] - '0';
    }
    return value;
  }

  /// Strings of the cache, each once, ended by NUL; offsets count from the start of the file.
  private static final class Strings {
    private final int start;
    private final Map<String, Integer> offsets = new LinkedHashMap<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Strings(int start) {
      this.start = start;
    }

    int offset(String text) {
      Integer known = offsets.get(text);
      if (known != null) {
        return known;
      }
      int offset = end();
      bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      bytes.write(0);
      offsets.put(text, offset);
      return offset;
    }

    int end() {
      return start + bytes.size();
    }

    byte[] toBytes() {
      return bytes.toByteArray();
    }
  }
}
