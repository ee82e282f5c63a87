package dev.envc.driver;

import java.util.List;

/// A version of a package in a tree, as one environment sees it; visible when nothing hides it.
/// `slot` is `slot/subslot` where there is a subslot; `place` is file and line, empty when unknown.
public record PackageVersion(
    String arch,
    String variant,
    String version,
    String slot,
    String repository,
    String description,
    List<String> keywords,
    List<Flag> use,
    List<Hidden> hidden) {
  public PackageVersion {
    keywords = List.copyOf(keywords);
    use = List.copyOf(use);
    hidden = List.copyOf(hidden);
  }

  /// A flag of IUSE.
  public record Flag(String name, boolean enabled, Hold hold) {}

  /// Whether USE can change a flag.
  public enum Hold {
    FREE,
    FORCED,
    MASKED
  }

  /// A reason why a version is not visible.
  public record Hidden(String text, String comment, String place) {}
}
