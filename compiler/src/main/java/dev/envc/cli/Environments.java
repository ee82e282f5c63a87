package dev.envc.cli;

/// How an environment of a manifest is named in text.
final class Environments {
  private Environments() {}

  static String label(String arch, String variant) {
    return variant.isEmpty() ? arch : arch + ", " + variant;
  }
}
