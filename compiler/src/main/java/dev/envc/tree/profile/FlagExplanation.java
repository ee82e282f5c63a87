package dev.envc.tree.profile;

import java.util.List;

/// Why a flag of a package is on or off: every setting that speaks of it, in ascending order of
/// precedence, so that the last one decides.
public record FlagExplanation(String flag, boolean enabled, List<Step> steps) {
  public FlagExplanation {
    steps = List.copyOf(steps);
  }

  /// One setting.
  public record Step(Layer layer, boolean enabled, Origin origin) {}

  /// The kinds of settings, in ascending order of precedence.
  public enum Layer {
    /// make.defaults and package.use of a repository.
    REPOSITORY,
    /// FEATURES=test.
    FEATURES,
    /// `+flag` or `-flag` in IUSE.
    IUSE,
    /// make.defaults and package.use of a profile.
    PROFILE,
    /// The user's setting for all packages.
    USER,
    /// The user's setting for this package.
    USER_PACKAGE,
    /// The profile's ARCH: its flag is on where nothing masks it.
    ARCHITECTURE,
    /// use.force and its relatives.
    FORCED,
    /// use.mask and its relatives.
    MASKED
  }
}
