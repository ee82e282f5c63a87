package dev.envc.diagnostic;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects the problems of a phase, each once. A file that is wrong everywhere is told of its
/// first problems: more than a person reads would only be there to be paid for. Not thread-safe.
public final class Diagnostics {
  /// The most problems that are kept.
  public static final int MOST = 200;

  private final Set<Diagnostic> all = new LinkedHashSet<>();
  private boolean errors;
  private int dropped;

  public void add(Diagnostic diagnostic) {
    boolean firstError = diagnostic.isError() && !errors;
    if (all.size() < MOST || firstError) {
      all.add(diagnostic);
      errors |= diagnostic.isError();
    } else if (!all.contains(diagnostic)) {
      dropped++;
    }
  }

  public void addAll(Iterable<Diagnostic> diagnostics) {
    diagnostics.forEach(this::add);
  }

  /// The problems in the order they were found; the last one says when there are more.
  public List<Diagnostic> toList() {
    var list = new ArrayList<>(all);
    if (dropped > 0) {
      list.add(list.removeLast().note("There are more problems; these are the first."));
    }
    return List.copyOf(list);
  }

  public boolean hasErrors() {
    return errors;
  }

  /// Throws what was collected when it holds an error; otherwise does nothing.
  public void throwIfErrors() throws UserErrorException {
    if (hasErrors()) {
      throw new UserErrorException(toList());
    }
  }
}
