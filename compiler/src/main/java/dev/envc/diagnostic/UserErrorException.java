package dev.envc.diagnostic;

import java.util.List;

/// Ends a phase that cannot give a result, because of something the user can mend. Carries at least
/// one error; the driver turns it into a report.
public final class UserErrorException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;

  public UserErrorException(List<Diagnostic> diagnostics) {
    super(diagnostics.isEmpty() ? "" : diagnostics.getFirst().message());
    this.diagnostics = List.copyOf(diagnostics);
  }

  public UserErrorException(Diagnostic diagnostic) {
    this(List.of(diagnostic));
  }

  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
