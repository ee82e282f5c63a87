package dev.envc.resolve;

import java.util.Optional;

/// Why a candidate is not visible.
///
/// @param kind what masks it
/// @param text the reason in words that continue "because it is …", such as `masked by
///   package.mask`
/// @param comment what the one who masked it wrote about it; empty when nothing
/// @param remedy what would have to be accepted: a keyword, licenses, or the atom of the mask
/// @param source file and line that mask it, as text; empty when unknown
public record Mask(
    Kind kind,
    String text,
    Optional<String> comment,
    Optional<String> source,
    Optional<String> remedy) {

  /// What kind of rule masks a candidate.
  public enum Kind {
    PACKAGE_MASK,
    KEYWORDS,
    LICENSE,
    PROPERTIES,
    RESTRICT,
    EAPI,
    /// The metadata cannot be read.
    INVALID
  }

  /// A reason without comment and source.
  public static Mask of(Kind kind, String text) {
    return new Mask(kind, text, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
