package dev.envc.ast;

import dev.envc.source.Span;
import java.util.Optional;

/// A value that yields to every other definition (`default`) or beats them (`force`); a forced one
/// says why.
public record Prioritized(Priority priority, Node value, Optional<Scalar> because, Span span)
    implements Node {
  /// How a definition stands against others of the same field; later ones beat earlier ones.
  public enum Priority {
    DEFAULT,
    NORMAL,
    FORCE
  }
}
