package dev.envc.diagnostic;

/// How much a diagnostic weighs: an error stops the compile at the end of its phase.
public enum Severity {
  ERROR,
  WARNING,
  NOTE
}
