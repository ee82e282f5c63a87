package dev.envc.tree.metadata;

import dev.envc.pms.Cpv;
import java.io.IOException;

/// An ebuild whose metadata is wanted: its text, and its path as a diagnostic shows it.
public record EbuildText(Cpv cpv, String shown, Text text) {
  /// Reads the ebuild when its turn comes.
  @FunctionalInterface
  public interface Text {
    byte[] read() throws IOException;
  }
}
