package dev.envc.cli;

import java.util.Optional;

/// The version of this envc, from the jar's manifest.
final class Version {
  private Version() {}

  static String number() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  static String line() {
    return "envc " + number();
  }
}
