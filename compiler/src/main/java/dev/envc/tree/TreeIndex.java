package dev.envc.tree;

import dev.envc.pms.PackageName;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/// Every ebuild of one tree with its metadata, as one array of bytes: tables of integers and a pool
/// of strings (spec/tree.md, "Index file"). Nothing is decoded until it is asked for. Immutable.
///
/// Ebuilds have numbers from 0, those of a package stand together in ascending order of version.
public final class TreeIndex {
  static final int MAGIC = 0x65_6e_76_54;
  static final int FORMAT = 1;
  static final int HEADER = 28;
  static final int CHECKED_FROM = 12;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final int PACKAGE_INTS = 3;
  private static final int EBUILD_INTS = 3 + MetadataKey.values().length;

  private final byte[] bytes;
  private final int packageCount;
  private final int ebuildCount;
  private final int packages;
  private final int ebuilds;
  private final int byName;
  private final int pool;

  private TreeIndex(byte[] bytes) {
    this.bytes = bytes;
    this.packageCount = integer(16);
    this.ebuildCount = integer(20);
    this.packages = HEADER + 8 * integer(12);
    this.ebuilds = packages + 4 * PACKAGE_INTS * packageCount;
    this.byName = ebuilds + 4 * EBUILD_INTS * ebuildCount;
    this.pool = byName + 4 * packageCount;
  }

  /// The index that [TreeIndexWriter] wrote; empty when the bytes are of another format, truncated
  /// or changed. The array belongs to the index afterwards.
  public static Optional<TreeIndex> read(byte[] bytes) {
    if (bytes.length < HEADER
        || (int) INT.get(bytes, 0) != MAGIC
        || (int) INT.get(bytes, 4) != FORMAT) {
      return Optional.empty();
    }
    var crc = new CRC32C();
    crc.update(bytes, CHECKED_FROM, bytes.length - CHECKED_FROM);
    if ((int) crc.getValue() != (int) INT.get(bytes, 8)) {
      return Optional.empty();
    }
    var index = new TreeIndex(bytes);
    return index.pool + index.integer(24) == bytes.length ? Optional.of(index) : Optional.empty();
  }

  public int packageCount() {
    return packageCount;
  }

  public int ebuildCount() {
    return ebuildCount;
  }

  /// The facts of the whole tree that the writer was given.
  public SortedMap<String, String> properties() {
    var properties = new TreeMap<String, String>();
    for (int at = HEADER; at < packages; at += 8) {
      properties.put(string(integer(at)), string(integer(at + 4)));
    }
    return properties;
  }

  /// All packages, sorted; names are decoded as they are read.
  public List<PackageName> packages() {
    return new PackageList();
  }

  /// The numbers of the ebuilds that have no metadata, ascending.
  public List<Integer> ebuildsWithProblems() {
    var found = new ArrayList<Integer>();
    for (int i = 0; i < ebuildCount; i++) {
      if (ebuildInt(i, 2) != 0) {
        found.add(i);
      }
    }
    return found;
  }

  /// The package of an ebuild.
  public PackageName packageOf(int ebuild) {
    int low = 0;
    int high = packageCount - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (first(middle) <= ebuild) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return packageAt(low);
  }

  /// The number of the package's first ebuild, or -1 for a package that is not here.
  public int firstEbuild(PackageName name) {
    int i = find(name);
    return i < 0 ? -1 : first(i);
  }

  /// The number of ebuilds of a package that is here.
  int ebuildCount(PackageName name) {
    int i = find(name);
    return i < 0 ? 0 : first(i + 1) - first(i);
  }

  boolean contains(PackageName name) {
    return find(name) >= 0;
  }

  /// The packages with that name in any category, sorted.
  List<PackageName> named(String name) {
    int low = 0;
    int high = packageCount;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (nameOf(integer(byName + 4 * middle)).compareTo(name) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    var found = new ArrayList<PackageName>();
    for (; low < packageCount; low++) {
      int i = integer(byName + 4 * low);
      if (!nameOf(i).equals(name)) {
        break;
      }
      found.add(packageAt(i));
    }
    return found;
  }

  String version(int ebuild) {
    return string(ebuildInt(ebuild, 0));
  }

  IndexedEbuild.Origin origin(int ebuild) {
    return IndexedEbuild.Origin.of(ebuildInt(ebuild, 1));
  }

  Optional<String> problem(int ebuild) {
    int at = ebuildInt(ebuild, 2);
    return at == 0 ? Optional.empty() : Optional.of(string(at));
  }

  String text(int ebuild, MetadataKey key) {
    return string(ebuildInt(ebuild, 3 + key.column()));
  }

  /// Whether two ebuilds have the same text for a key, without decoding it.
  int textId(int ebuild, MetadataKey key) {
    return ebuildInt(ebuild, 3 + key.column());
  }

  private int find(PackageName name) {
    int low = 0;
    int high = packageCount - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = packageAt(middle).compareTo(name);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  private PackageName packageAt(int i) {
    return new PackageName(string(integer(packages + 4 * PACKAGE_INTS * i)), nameOf(i));
  }

  private String nameOf(int i) {
    return string(integer(packages + 4 * PACKAGE_INTS * i + 4));
  }

  private int first(int i) {
    return i == packageCount ? ebuildCount : integer(packages + 4 * PACKAGE_INTS * i + 8);
  }

  private int ebuildInt(int ebuild, int field) {
    return integer(ebuilds + 4 * (EBUILD_INTS * ebuild + field));
  }

  private int integer(int at) {
    return (int) INT.get(bytes, at);
  }

  private String string(int offset) {
    int at = pool + offset;
    int length = 0;
    int shift = 0;
    byte b;
    do {
      b = bytes[at++];
      length |= (b & 0x7f) << shift;
      shift += 7;
    } while (b < 0);
    return new String(bytes, at, length, StandardCharsets.UTF_8);
  }

  private final class PackageList extends AbstractList<PackageName> implements RandomAccess {
    @Override
    public PackageName get(int i) {
      java.util.Objects.checkIndex(i, packageCount);
      return packageAt(i);
    }

    @Override
    public int size() {
      return packageCount;
    }
  }
}
