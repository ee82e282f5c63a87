package dev.envc.tree;

import dev.envc.pms.Version;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// One ebuild on its way into an index: its metadata, or why there is none.
public record IndexedEbuild(
    Version version, Origin origin, Map<MetadataKey, String> values, Optional<String> problem) {
  public IndexedEbuild {
    values =
        values.isEmpty() ? Map.of() : java.util.Collections.unmodifiableMap(new EnumMap<>(values));
  }

  /// Where the metadata came from.
  public enum Origin {
    /// `metadata/md5-cache`, with digests that hold.
    CACHE(0),
    /// bash, which sourced the ebuild.
    GENERATED(1),
    /// Nowhere: the ebuild is at fault.
    BROKEN(2),
    /// Nowhere: this machine lacks what it takes to source it.
    UNREADABLE_HERE(3);

    private final int code;

    Origin(int code) {
      this.code = code;
    }

    /// How the index file writes it.
    int code() {
      return code;
    }

    static Origin of(int code) {
      return switch (code) {
        case 0 -> CACHE;
        case 1 -> GENERATED;
        case 2 -> BROKEN;
        case 3 -> UNREADABLE_HERE;
        default -> throw new IllegalArgumentException("origin " + code);
      };
    }
  }
}
