package dev.envc.resolve;

import java.util.List;
import java.util.stream.Collectors;

/// Changes of the manifest that together make a request solvable; tried by resolving again.
public record Fix(List<Change> changes) {
  public Fix {
    changes = List.copyOf(changes);
  }

  /// One sentence that says what to do.
  @Override
  public String toString() {
    String text = changes.stream().map(Change::toString).collect(Collectors.joining(", and "));
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }
}
