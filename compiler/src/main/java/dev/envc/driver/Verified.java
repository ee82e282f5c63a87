package dev.envc.driver;

import java.util.List;

/// An artefact that was verified: its digest, and what was found good, in plain words.
public record Verified(String target, String digest, List<String> checks) {
  public Verified {
    checks = List.copyOf(checks);
  }
}
