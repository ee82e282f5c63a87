package dev.envc.tree;

import dev.envc.diagnostic.Diagnostic;
import java.io.IOException;

/// A tree whose content cannot be used: corrupt, too large, or a link out of the tree. Carries the
/// diagnostic to show.
public final class TreeReadException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  public TreeReadException(Diagnostic diagnostic) {
    super(diagnostic.message());
    this.diagnostic = diagnostic;
  }

  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
