package dev.envc.resolve;

/// How strongly a dependency binds the order of merging, weakest first.
enum Strength {
  /// PDEPEND: soon after.
  AFTER,
  /// RDEPEND, IDEPEND: before, unless the two need each other.
  RUNTIME,
  /// DEPEND, BDEPEND, and run-time dependencies with a `:=` operator: before, without exception.
  BUILD;

  static Strength of(DependencyClass dependencyClass, Need need) {
    return switch (dependencyClass) {
      case DEPEND, BDEPEND -> BUILD;
      case RDEPEND, IDEPEND -> need.rebuild ? BUILD : RUNTIME;
      case PDEPEND -> AFTER;
    };
  }

  static Strength stronger(Strength one, Strength other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
