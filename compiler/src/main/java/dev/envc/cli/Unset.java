package dev.envc.cli;

import org.jspecify.annotations.NullUnmarked;

/// The value of a field that picocli sets before a command runs.
final class Unset {
  private Unset() {}

  @NullUnmarked
  @SuppressWarnings("TypeParameterUnusedInFormals")
  static <T> T value() {
    return null;
  }
}
