package dev.envc.resolve;

/// The classes of dependencies of PMS 8.1.
public enum DependencyClass {
  RDEPEND,
  IDEPEND,
  PDEPEND,
  DEPEND,
  BDEPEND;

  /// Whether it has to be satisfied before the package can be built.
  public boolean isBuildTime() {
    return this == DEPEND || this == BDEPEND;
  }
}
