package dev.envc.diagnostic;

/// The classes of failure, and the exit code of each. Documented in spec/diagnostics.md; a code
/// never changes its meaning.
public enum ExitClass {
  /// The command line is wrong.
  USAGE(2),
  /// The manifest, or something it imports, is wrong.
  MANIFEST(3),
  /// The lock is missing, stale or unreadable.
  LOCK(4),
  /// No set of packages satisfies the request.
  RESOLUTION(5),
  /// A tree cannot be read, or is not what its pin says.
  TREE(6),
  /// A package or index cannot be had, or is not what its digest says.
  PACKAGE(7),
  /// The root file system or an artefact cannot be made.
  ARTIFACT(8),
  /// The environment is against its own policy.
  POLICY(9),
  /// A tool or resource of the machine is missing: a program, disk space, a permission.
  MACHINE(10),
  /// A defect of envc.
  INTERNAL(70);

  private final int code;

  ExitClass(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
