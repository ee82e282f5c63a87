package dev.envc.compose;

import dev.envc.ast.Node;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The one definition that stands: the nearest of the highest priority.
final class Winner {
  private Winner() {}

  /// The winner; empty without definitions. Siblings that disagree are a conflict, and the first of
  /// them wins so that work can go on.
  static Optional<Definition> of(List<Definition> all, Diagnostics diagnostics) {
    List<Definition> ranks = ranks(all);
    List<Definition> left =
        all.stream().filter(d -> ranks.stream().noneMatch(o -> o.beats(d))).toList();
    if (left.isEmpty()) {
      return Optional.empty();
    }
    Definition first = left.getFirst();
    String value = CanonicalText.of(first.node());
    left.stream()
        .filter(d -> !CanonicalText.of(d.node()).equals(value))
        .findFirst()
        .ifPresent(other -> diagnostics.add(conflict(first, other)));
    return Optional.of(first);
  }

  /// A definition of each layer and priority: only these decide what beats what.
  private static List<Definition> ranks(List<Definition> all) {
    var ranks = new ArrayList<Definition>();
    for (Definition d : all) {
      if (ranks.stream().noneMatch(d::ranksAs)) {
        ranks.add(d);
      }
    }
    return ranks;
  }

  private static Diagnostic conflict(Definition one, Definition other) {
    Node first = one.node();
    Node second = other.node();
    return Diagnostic.error(
            ManifestCode.CONFLICT,
            second.span(),
            "Two definitions of equal rank disagree: "
                + CanonicalText.shown(second)
                + " and "
                + CanonicalText.shown(first)
                + ".")
        .note("The other one is here.", first.span())
        .hint(
            "Define the value in the manifest that extends both, "
                + switch (one.priority()) {
                  case DEFAULT -> "or leave only one of them a `default`.";
                  case NORMAL -> "make one of them a `default`, or `force` one.";
                  case FORCE -> "with `force`, or leave only one of them forced.";
                });
  }
}
