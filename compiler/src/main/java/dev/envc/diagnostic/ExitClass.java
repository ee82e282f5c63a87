package dev.envc.diagnostic;

/// The classes of failure, and the exit code of each. Documented in spec/diagnostics.md; a code
/// never changes its meaning.
public enum ExitClass {
  USAGE(2, "the command line is wrong"),
  MANIFEST(3, "the manifest, or something it imports, is wrong"),
  LOCK(4, "the lock is missing, stale or unreadable"),
  RESOLUTION(5, "no set of packages satisfies the request"),
  TREE(6, "a tree cannot be read, or is not what its pin says"),
  PACKAGE(7, "a package or index cannot be had, or is not what its digest says"),
  ARTIFACT(8, "the root file system or an artefact cannot be made"),
  POLICY(9, "the environment is against its own policy"),
  MACHINE(10, "a tool or resource of the machine is missing: a program, disk space, a permission"),
  INTERNAL(70, "a defect of envc");

  private final int code;
  private final String title;

  ExitClass(int code, String title) {
    this.code = code;
    this.title = title;
  }

  /// What went wrong, in a few words.
  public String title() {
    return title;
  }

  public int code() {
    return code;
  }
}
