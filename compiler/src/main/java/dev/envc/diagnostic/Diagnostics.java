package dev.envc.diagnostic;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects the problems of a phase, each once. Not thread-safe.
public final class Diagnostics {
  private final Set<Diagnostic> all = new LinkedHashSet<>();

  public void add(Diagnostic diagnostic) {
    all.add(diagnostic);
  }

  public void addAll(Iterable<Diagnostic> diagnostics) {
    diagnostics.forEach(all::add);
  }

  public List<Diagnostic> toList() {
    return List.copyOf(all);
  }

  public boolean hasErrors() {
    return all.stream().anyMatch(Diagnostic::isError);
  }

  /// Throws what was collected when it holds an error; otherwise does nothing.
  public void throwIfErrors() throws UserErrorException {
    if (hasErrors()) {
      throw new UserErrorException(toList());
    }
  }
}
