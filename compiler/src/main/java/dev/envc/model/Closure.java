package dev.envc.model;

/// Which dependencies an environment holds besides the run-time ones (RDEPEND, PDEPEND):
/// `installDependencies` adds IDEPEND, `buildDependencies` adds DEPEND and BDEPEND.
public record Closure(boolean installDependencies, boolean buildDependencies) {
  public static final Closure RUNTIME = new Closure(false, false);
}
