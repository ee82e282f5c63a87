package dev.envc.driver;

/// What a compile does about the lock beside a manifest.
public enum LockMode {
  /// Read it; write it when there is none; a stale one is an error.
  READ,
  /// Read it; a missing or stale one is an error; nothing is ever written.
  FROZEN,
  /// Resolve anew and write it.
  UPDATE
}
