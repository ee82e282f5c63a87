package dev.envc.tree.profile;

import dev.envc.pms.AtomPattern;
import java.util.List;

/// Why a package is not visible.
public sealed interface MaskReason {

  /// package.mask names it.
  ///
  /// @param comment the comment above the line, empty if there is none
  record Masked(AtomPattern atom, String comment, Origin origin) implements MaskReason {}

  /// None of its keywords is accepted.
  ///
  /// @param keywords the package's keywords after the profile's package.keywords; empty if it has
  ///   none
  /// @param missing the keyword that would make it visible on this architecture (`~amd64`, or `**`
  ///   where nothing else would)
  record Keyword(List<String> keywords, String missing) implements MaskReason {
    public Keyword {
      keywords = List.copyOf(keywords);
    }
  }

  /// ACCEPT_LICENSE does not accept these.
  ///
  /// @param enough the part of `missing` that is enough to accept; smaller where LICENSE leaves a
  ///   choice
  record License(List<String> missing, String license, List<String> enough) implements MaskReason {
    public License {
      missing = List.copyOf(missing);
      enough = List.copyOf(enough);
    }
  }

  /// ACCEPT_PROPERTIES does not accept these.
  record Properties(List<String> missing) implements MaskReason {
    public Properties {
      missing = List.copyOf(missing);
    }
  }

  /// ACCEPT_RESTRICT does not accept these.
  record Restrict(List<String> missing) implements MaskReason {
    public Restrict {
      missing = List.copyOf(missing);
    }
  }

  /// The ebuild cannot be used by anybody: unknown EAPI, metadata that does not follow PMS.
  record Unusable(String problem) implements MaskReason {}
}
