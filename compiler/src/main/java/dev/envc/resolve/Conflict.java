package dev.envc.resolve;

import dev.envc.diagnostic.Diagnostic;
import java.util.List;

/// Why a request has no solution.
public record Conflict(List<Diagnostic> diagnostics) implements Outcome {
  public Conflict {
    diagnostics = List.copyOf(diagnostics);
  }
}
