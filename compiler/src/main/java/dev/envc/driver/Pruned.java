package dev.envc.driver;

import java.util.List;

/// What was taken out of the package store, or would be: the SHA-256 of each package file, and how
/// many bytes that frees; and how many packages the locks need.
public record Pruned(List<String> digests, long bytes, int kept) {
  public Pruned {
    digests = List.copyOf(digests);
  }
}
