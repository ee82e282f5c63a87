package dev.envc.resolve;

import dev.envc.resolve.Formula.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Says what excludes each other where each part could be had by itself.
///
/// @param formulas the dependencies of any candidate
record Exclusions(CompleteSearch search, Clashes clashes, Function<Node, List<Formula>> formulas) {
  /// How many pairs of one package's dependencies are tried; very many take long and tell little.
  private static final int MAX_PAIRS = 500;

  Exclusions(CompleteSearch search, Function<Node, List<Formula>> formulas) {
    this(search, new Clashes(search), formulas);
  }

  /// The two dependencies of a package that exclude each other; continues "cat/pkg-1.0 …".
  String within(Node node) {
    List<Need> needs =
        formulas.apply(node).stream()
            .filter(f -> f instanceof Leaf leaf && !leaf.need.isBlocker())
            .map(f -> ((Leaf) f).need)
            .toList();
    int tries = 0;
    for (int i = 0; i < needs.size(); i++) {
      for (int j = i + 1; j < needs.size() && tries++ < MAX_PAIRS; j++) {
        if (search.solve(List.of(needs.get(i), needs.get(j))).isEmpty()) {
          return "needs `"
              + needs.get(i).text
              + "` and `"
              + needs.get(j).text
              + "`, which exclude each other"
              + clashes.cause(needs.get(i), needs.get(j), formulas).map(c -> ": " + c).orElse("");
        }
      }
    }
    return blocked(node);
  }

  private String blocked(Node node) {
    return formulas.apply(node).stream()
        .filter(formula -> formula instanceof Leaf leaf && leaf.need.isBlocker())
        .findFirst()
        .map(formula -> "blocks or is blocked: `" + formula + "`")
        .orElse("has dependencies that exclude each other");
  }

  /// What keeps a candidate from standing beside other needs; continues "cat/pkg-1.0 …".
  String from(Node node, Need exact, List<Need> others) {
    for (Need other : others) {
      if (search.solve(List.of(exact, other)).isEmpty()) {
        return clashes
            .between(node, exact, other, formulas)
            .orElse("cannot stand beside `" + other.text + "`");
      }
    }
    return formulas.apply(node).stream()
        .filter(Formula.Any.class::isInstance)
        .flatMap(f -> closed((Formula.Any) f, others).stream())
        .findFirst()
        .orElse(
            "cannot stand beside "
                + Reasons.listed(others.stream().map(n -> "`" + n.text + "`").toList()));
  }

  /// An any-of group of which each alternative is excluded by one of the others.
  private Optional<String> closed(Formula.Any any, List<Need> others) {
    var excluded = new ArrayList<String>();
    for (Formula part : any.alternatives()) {
      Optional<Need> by =
          others.stream()
              .filter(o -> Clashes.needs(part).stream().anyMatch(n -> clashes.excludes(n, o)))
              .findFirst();
      if (by.isEmpty()) {
        return Optional.empty();
      }
      excluded.add(part.text() + " cannot stand beside `" + by.get().text + "`");
    }
    return Optional.of("needs one of " + any.text() + ", but " + Reasons.listed(excluded));
  }
}
