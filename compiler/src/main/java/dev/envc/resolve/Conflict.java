package dev.envc.resolve;

import dev.envc.diagnostic.Diagnostic;
import java.util.List;

/// Why a request has no solution: one diagnostic for each reason that stands alone, and up to three
/// smallest fixes, each tried by resolving again.
public record Conflict(List<Diagnostic> diagnostics, List<Fix> fixes) implements Outcome {
  public Conflict {
    diagnostics = List.copyOf(diagnostics);
    fixes = List.copyOf(fixes);
  }
}
