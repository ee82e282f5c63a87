package dev.envc.store.format;

import dev.envc.diagnostic.StoreCode;
import dev.envc.store.PosixName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The records of a pax extended header (POSIX.1-2001, `length key=value\n`). Values stay the bytes
/// they are: names need not be UTF-8, and extended attributes never are text.
final class PaxHeader {
  private static final String XATTR = "SCHILY.xattr.";
  private static final String XATTR_BASE64 = "LIBARCHIVE.xattr.";

  static final PaxHeader EMPTY = new PaxHeader(List.of());

  private static final class Item {
    private final String key;
    private final byte[] value;

    Item(String key, byte[] value) {
      this.key = key;
      this.value = value;
    }

    String key() {
      return key;
    }

    byte[] value() {
      return value;
    }
  }

  /// In the order of the archive: GNU's sparse maps repeat keys.
  private final List<Item> items;

  private PaxHeader(List<Item> items) {
    this.items = items;
  }

  static PaxHeader parse(byte[] data) throws BadPackageException {
    var items = new ArrayList<Item>();
    int at = 0;
    while (at < data.length && data[at] != 0) {
      int space = indexOf(data, at, data.length, ' ');
      int length = length(data, at, space);
      if (length > data.length - at || length < space - at + 3 || data[at + length - 1] != '\n') {
        throw bad();
      }
      int equals = indexOf(data, space + 1, at + length, '=');
      items.add(
          new Item(
              PosixName.decode(Arrays.copyOfRange(data, space + 1, equals)),
              Arrays.copyOfRange(data, equals + 1, at + length - 1)));
      at += length;
    }
    return new PaxHeader(items);
  }

  private static int indexOf(byte[] data, int from, int to, char c) throws BadPackageException {
    for (int i = from; i < to; i++) {
      if (data[i] == c) {
        return i;
      }
    }
    throw bad();
  }

  private static int length(byte[] data, int from, int to) throws BadPackageException {
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = data[i] - '0';
      if (digit < 0 || digit > 9 || i - from >= 8) {
        throw bad();
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static BadPackageException bad() {
    return new BadPackageException(
        StoreCode.BAD_TAR, "An extended header of the archive is malformed.");
  }

  /// This header, its records over those of `defaults` (a global header).
  PaxHeader over(PaxHeader defaults) {
    if (defaults.items.isEmpty()) {
      return this;
    }
    var all = new ArrayList<>(defaults.items);
    all.addAll(items);
    return new PaxHeader(all);
  }

  /// The last value of a key; an empty value takes back earlier ones.
  Optional<byte[]> get(String key) {
    for (int i = items.size() - 1; i >= 0; i--) {
      if (items.get(i).key().equals(key)) {
        byte[] value = items.get(i).value();
        return value.length == 0 ? Optional.empty() : Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /// All values of a key in order.
  List<byte[]> all(String key) {
    return items.stream().filter(i -> i.key().equals(key)).map(Item::value).toList();
  }

  /// Extended attributes by name, as GNU tar, star and bsdtar write them.
  SortedMap<String, byte[]> xattrs() throws BadPackageException {
    var xattrs = new TreeMap<String, byte[]>();
    for (Item item : items) {
      if (item.key().startsWith(XATTR_BASE64)) {
        xattrs.putIfAbsent(
            unescape(item.key().substring(XATTR_BASE64.length())), base64(item.value()));
      } else if (item.key().startsWith(XATTR)) {
        xattrs.put(item.key().substring(XATTR.length()), item.value());
      }
    }
    return xattrs;
  }

  private static byte[] base64(byte[] value) throws BadPackageException {
    try {
      return Base64.getDecoder().decode(value);
    } catch (IllegalArgumentException e) {
      throw bad();
    }
  }

  /// `%3D` and the like in names of LIBARCHIVE records.
  private static String unescape(String name) throws BadPackageException {
    var out = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '%') {
        out.append(c);
      } else if (i + 2 < name.length() && name.substring(i + 1, i + 3).matches("[0-9A-Fa-f]{2}")) {
        out.append((char) Integer.parseInt(name.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        throw bad();
      }
    }
    return out.toString();
  }
}
