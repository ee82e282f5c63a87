package dev.envc.driver;

import java.nio.file.Path;

/// A lock that was read or written: the manifest's name, the file, how many packages it holds over
/// all arches and variants, and what was done.
public record LockResult(String environment, Path path, int packages, Change change) {
  /// What happened to the file.
  public enum Change {
    CREATED("written"),
    UPDATED("updated"),
    UNCHANGED("unchanged");

    private final String words;

    Change(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }
}
