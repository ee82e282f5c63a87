package dev.envc.tree.profile;

import java.util.regex.Pattern;

/// Something wrong in a profile. What is wrong is left out; everything else counts.
///
/// @param message one plain sentence that ends with a dot
public record ProfileProblem(Kind kind, String message, Origin origin) {
  private static final Pattern MASKS = Pattern.compile("/package\\.(un)?mask[:/]");

  /// The kinds of problems.
  public enum Kind {
    /// A line or value that cannot be read.
    SYNTAX,
    /// A parent, or the profile itself, does not exist.
    MISSING,
    /// A profile is its own ancestor.
    CYCLE,
    /// A profile or file needs an EAPI that is not known, or that does not allow it.
    EAPI,
    /// A profile is deprecated.
    DEPRECATED;

    /// Whether the configuration cannot be trusted with this problem.
    public boolean isFatal() {
      return this == MISSING || this == CYCLE;
    }
  }

  /// Whether a line of package.mask or package.unmask is left out.
  public boolean isOfMasks() {
    return kind == Kind.SYNTAX && MASKS.matcher(origin.toString()).find();
  }
}
