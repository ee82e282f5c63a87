package dev.envc.lock;

import java.util.Optional;

/// A tree at its pin: `revision` is a git commit id, or the content digest of a plain directory;
/// `date` its commit date in UTC (`2023-01-15T03:12:07Z`), when it has one; `sourceCommit` the
/// commit of gentoo.git that a mirror names in `metadata/timestamp.commit`.
public record LockedTree(
    String name,
    String location,
    String revision,
    String subdir,
    Optional<String> date,
    Optional<String> sourceCommit) {

  /// What an environment of the lock names it by: `gentoo@1f0c…`, which no other tree of the lock
  /// has.
  String label() {
    return name + "@" + revision;
  }
}
