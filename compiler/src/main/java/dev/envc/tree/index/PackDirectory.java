package dev.envc.tree.index;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The table of a [FilePack]: for each file its path as [java.io.DataInput#readUTF] reads it, its
/// offset (8 bytes), length and CRC-32C (4 bytes each), sorted by path. A command wants a few dozen
/// of thousands of files, so only where each entry begins is found out at first; the order of the
/// bytes is that of the paths. Immutable.
final class PackDirectory {
  private static final int NUMBERS = 16;

  /// No path is longer; as UTF it has at most three bytes for each character.
  private static final int LONGEST = 0xffff / 3;

  private final byte[] bytes;
  private final int[] entries;

  private PackDirectory(byte[] bytes, int[] entries) {
    this.bytes = bytes;
    this.entries = entries;
  }

  /// Where a content lies in the pack.
  record Slice(long offset, int length, int crc) {}

  /// The table of `count` entries that begins at `start`; empty when the bytes are no such table.
  static Optional<PackDirectory> of(byte[] bytes, int start, int count) {
    if (count < 0 || count > bytes.length / (NUMBERS + 2)) {
      return Optional.empty();
    }
    var entries = new int[count];
    int at = start;
    for (int i = 0; i < count; i++) {
      if (at > bytes.length - NUMBERS - 2) {
        return Optional.empty();
      }
      entries[i] = at;
      at += 2 + length(bytes, at) + NUMBERS;
    }
    return at == bytes.length ? Optional.of(new PackDirectory(bytes, entries)) : Optional.empty();
  }

  /// Where a file lies; null when there is none of that path.
  @Nullable Slice find(String path) {
    if (path.length() > LONGEST) {
      return null;
    }
    byte[] wanted = encoded(path);
    int i = first(wanted);
    if (i == entries.length || compare(i, wanted) != 0) {
      return null;
    }
    int at = entries[i] + 2 + wanted.length;
    ByteBuffer numbers = ByteBuffer.wrap(bytes, at, NUMBERS);
    return new Slice(numbers.getLong(), numbers.getInt(), numbers.getInt());
  }

  /// The paths that begin with a text, sorted.
  List<String> below(String prefix) {
    var found = new ArrayList<String>();
    if (prefix.length() > LONGEST) {
      return found;
    }
    for (int i = first(encoded(prefix)); i < entries.length; i++) {
      String path = path(i);
      if (!path.startsWith(prefix)) {
        break;
      }
      found.add(path);
    }
    return found;
  }

  /// The number of the first entry that is not before a path.
  private int first(byte[] path) {
    int low = 0;
    int high = entries.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, path) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int compare(int entry, byte[] path) {
    int start = entries[entry] + 2;
    int end = start + length(bytes, entries[entry]);
    return Arrays.compareUnsigned(bytes, start, end, path, 0, path.length);
  }

  private String path(int entry) {
    var in =
        new DataInputStream(
            new ByteArrayInputStream(bytes, entries[entry], bytes.length - entries[entry]));
    try {
      return in.readUTF();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int length(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  /// As [java.io.DataOutput#writeUTF] writes it, without the length: a surrogate is a character.
  private static byte[] encoded(String path) {
    byte[] ascii = path.getBytes(StandardCharsets.US_ASCII);
    if (new String(ascii, StandardCharsets.US_ASCII).equals(path)) {
      return ascii;
    }
    ByteBuffer out = ByteBuffer.allocate(3 * path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c < 0x80) {
        out.put((byte) c);
      } else if (c < 0x800) {
        out.put((byte) (0xc0 | (c >> 6))).put((byte) (0x80 | (c & 0x3f)));
      } else {
        out.put((byte) (0xe0 | (c >> 12)));
        out.put((byte) (0x80 | ((c >> 6) & 0x3f))).put((byte) (0x80 | (c & 0x3f)));
      }
    }
    return Arrays.copyOf(out.array(), out.position());
  }
}
