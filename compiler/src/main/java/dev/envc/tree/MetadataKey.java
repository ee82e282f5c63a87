package dev.envc.tree;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The metadata of an ebuild that a tree's index keeps, under the names of the metadata cache (PMS
/// 14).
public enum MetadataKey {
  EAPI(0),
  SLOT(1),
  KEYWORDS(2),
  IUSE(3),
  REQUIRED_USE(4),
  DEPEND(5),
  RDEPEND(6),
  PDEPEND(7),
  BDEPEND(8),
  IDEPEND(9),
  LICENSE(10),
  PROPERTIES(11),
  RESTRICT(12),
  DEFINED_PHASES(13),
  /// The eclasses the ebuild itself inherits, in order; Portage's addition.
  INHERIT(14),
  /// All eclasses, sorted.
  INHERITED(15),
  DESCRIPTION(16),
  HOMEPAGE(17),
  SRC_URI(18);

  private static final Map<String, MetadataKey> BY_NAME = new HashMap<>();

  static {
    for (MetadataKey key : values()) {
      BY_NAME.put(key.name(), key);
    }
  }

  private final int column;

  MetadataKey(int column) {
    this.column = column;
  }

  /// The key's place in an ebuild's row of the index file.
  int column() {
    return column;
  }

  /// The key with a name; empty for any other.
  public static Optional<MetadataKey> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
