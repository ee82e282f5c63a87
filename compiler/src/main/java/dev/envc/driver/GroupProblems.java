package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.model.Environment;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Problems of groups of environments: what several have is told once, and what not all have with
/// the names of those that have it.
final class GroupProblems {
  private static final int SHOWN = 5;

  private final int environments;
  private final SequencedMap<Diagnostic, SequencedSet<String>> found = new LinkedHashMap<>();

  /// @param environments how many the manifest has
  GroupProblems(int environments) {
    this.environments = environments;
  }

  void add(List<Environment> group, List<Diagnostic> problems) {
    for (Diagnostic problem : problems) {
      var names = found.computeIfAbsent(problem, _ -> new LinkedHashSet<>());
      group.forEach(e -> names.add(e.artifactName() + " for " + e.arch()));
    }
  }

  List<Diagnostic> toList() {
    return found.entrySet().stream()
        .map(e -> named(e.getKey(), List.copyOf(e.getValue())))
        .toList();
  }

  private Diagnostic named(Diagnostic problem, List<String> names) {
    if (names.size() == environments) {
      return problem;
    }
    int more = names.size() - SHOWN;
    return problem.note(
        "In "
            + String.join(", ", names.subList(0, Math.min(SHOWN, names.size())))
            + (more > 0 ? " and " + more + " more" : "")
            + ".");
  }
}
