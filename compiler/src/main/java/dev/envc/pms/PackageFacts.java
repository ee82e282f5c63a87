package dev.envc.pms;

/// What an atom asks about a package.
public interface PackageFacts {
  /// The package and its version.
  Cpv cpv();

  /// Its slot and sub-slot.
  Slot slot();

  /// The name of the repository it comes from.
  String repository();

  /// Whether the package has the flag: whether it is in IUSE_EFFECTIVE (PMS 11.1.1).
  boolean hasFlag(String flag);

  /// Whether the flag is enabled. Only asked for flags the package has.
  boolean isEnabled(String flag);
}
