package dev.envc.compose;

import dev.envc.ast.Conditional;
import dev.envc.ast.Document;
import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Prioritized;
import dev.envc.ast.Repeated;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.language.Condition;
import java.util.List;
import java.util.SortedMap;

/// Words that a manifest compares its `variant` or a parameter of its matrix with, and that none of
/// its environments has. Only the manifest's own conditions are judged: what it extends may be
/// extended by others too.
final class NeverHolds {
  private final SortedMap<String, List<String>> choices;
  private final Diagnostics diagnostics;

  private NeverHolds(SortedMap<String, List<String>> choices, Diagnostics diagnostics) {
    this.choices = choices;
    this.diagnostics = diagnostics;
  }

  static void check(
      Document manifest, SortedMap<String, List<String>> choices, Diagnostics diagnostics) {
    new NeverHolds(choices, diagnostics).visit(manifest.root());
  }

  private void visit(Node node) {
    switch (node) {
      case Scalar _ -> {}
      case Sequence s -> s.items().forEach(this::visit);
      case Mapping m -> m.entries().forEach(e -> visit(e.value()));
      case Prioritized p -> visit(p.value());
      case Repeated r -> visit(r.value());
      case Conditional c -> {
        condition(c.condition());
        visit(c.value());
      }
    }
  }

  private void condition(Scalar text) {
    if (Condition.read(text.text()) instanceof Condition.Read.Ok(Condition condition)) {
      for (Condition.Among comparison : condition.comparisons()) {
        List<String> possible = choices.getOrDefault(comparison.name(), List.of());
        for (Diagnostic d : Expansion.impossible(comparison, text, possible)) {
          diagnostics.add(d);
        }
      }
    }
  }
}
