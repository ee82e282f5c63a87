package dev.envc.resolve;

import dev.envc.resolve.Formula.Leaf;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells for each candidate of a need why it fell, following dependencies down to what is really
/// missing. What was told for one need is not told again for the next. Not thread-safe.
final class Reasons {
  private static final int MAX_DEPTH = 6;

  private final Pool pool;
  private final Plan plan;
  private final CompleteSearch search;
  private final Clashes clashes;

  /// Collects what would lift a rejection.
  private final SequencedSet<List<Change>> remedies;

  private final Set<Need> told = new HashSet<>();
  private final List<String> lines = new ArrayList<>();

  Reasons(Pool pool, Plan plan, CompleteSearch search, SequencedSet<List<Change>> remedies) {
    this.pool = pool;
    this.plan = plan;
    this.search = search;
    this.clashes = new Clashes(search);
    this.remedies = remedies;
  }

  /// One line for each rejected candidate of a need that cannot be satisfied.
  List<String> of(Need need) {
    lines.clear();
    told.remove(need);
    tell(need, 0);
    return lines.stream().distinct().toList();
  }

  /// Why needs cannot be satisfied together though each of them can.
  List<String> of(List<Need> needs) {
    lines.clear();
    for (Need need : needs) {
      List<Need> others = needs.stream().filter(n -> n != need).toList();
      for (Node node : need.versions) {
        int place = lines.size();
        lines.add(place, node + " " + why(need, node, others, 0) + ".");
      }
    }
    return lines.stream().distinct().toList();
  }

  private void tell(Need need, int depth) {
    if (!told.add(need) || depth > MAX_DEPTH) {
      return;
    }
    if (need.family.nodes.isEmpty()) {
      lines.add("No tree has a package named `" + need.family.name + "`.");
    } else if (need.versions.isEmpty()) {
      lines.add(
          "No version of `"
              + need.family.name
              + "` fits `"
              + need.text
              + "`; there are "
              + need.family.nodes.stream()
                  .map(n -> listed(need, n))
                  .collect(Collectors.joining(", "))
              + ".");
    }
    for (Node node : need.versions) {
      int place = lines.size();
      lines.add(place, node + " " + why(need, node, List.of(), depth) + ".");
    }
  }

  /// A version as it is listed: with its slot where the need asks for one.
  private static String listed(Need need, Node node) {
    boolean slots = need.atom.filter(a -> a.slotDep() != null).isPresent();
    return slots ? node + " in slot " + node.candidate.slot() : node.toString();
  }

  private String why(Need need, Node node, List<Need> others, int depth) {
    Optional<Rejection> rejection = Rejection.of(need, node);
    if (rejection.isPresent()) {
      if (!rejection.get().remedy().isEmpty()) {
        remedies.add(rejection.get().remedy());
      }
      return rejection.get().text();
    }
    Need exact = pool.exactly(node);
    if (search.solve(List.of(exact)).isPresent()) {
      return against(node, exact, others);
    }
    for (Formula formula : formulas(node)) {
      if (formula instanceof Leaf leaf && isHopeless(leaf.need)) {
        tell(leaf.need, depth + 1);
        return "needs `" + leaf.need.text + "`, which cannot be had";
      }
      if (formula instanceof Formula.Any any
          && Clashes.needs(any).stream().allMatch(this::isHopeless)) {
        Clashes.needs(any).forEach(n -> tell(n, depth + 1));
        return "needs one of "
            + Clashes.needs(any).stream()
                .map(n -> "`" + n.text + "`")
                .collect(Collectors.joining(", "))
            + ", and none can be had";
      }
    }
    return excluding(node);
  }

  /// The two dependencies of a package that exclude each other.
  private String excluding(Node node) {
    List<Need> needs =
        formulas(node).stream()
            .filter(f -> f instanceof Leaf leaf && !leaf.need.isBlocker())
            .map(f -> ((Leaf) f).need)
            .toList();
    for (int i = 0; i < needs.size(); i++) {
      for (int j = i + 1; j < needs.size(); j++) {
        if (search.solve(List.of(needs.get(i), needs.get(j))).isEmpty()) {
          return "needs `"
              + needs.get(i).text
              + "` and `"
              + needs.get(j).text
              + "`, which exclude each other";
        }
      }
    }
    return blocked(node);
  }

  private String blocked(Node node) {
    for (Formula formula : formulas(node)) {
      if (formula instanceof Leaf leaf && leaf.need.isBlocker()) {
        Optional<Graph> without = search.solve(plan.needs());
        if (without.isEmpty()) {
          return "blocks or is blocked: `" + leaf.need.text + "`";
        }
      }
    }
    return "has dependencies that exclude each other";
  }

  private String against(Node node, Need exact, List<Need> others) {
    for (Need other : others) {
      if (search.solve(List.of(exact, other)).isEmpty()) {
        return clashes
            .between(formulas(node), exact, other, this::formulas)
            .orElse("cannot stand beside `" + other.text + "`");
      }
    }
    return others.isEmpty()
        ? "cannot be chosen"
        : "cannot stand beside "
            + others.stream().map(n -> "`" + n.text + "`").collect(Collectors.joining(" and "));
  }

  private boolean isHopeless(Need need) {
    return !need.isBlocker() && !need.isProvided() && search.solve(List.of(need)).isEmpty();
  }

  private List<Formula> formulas(Node node) {
    var result = new ArrayList<Formula>();
    for (DependencyClass dependencyClass : plan.classes()) {
      result.addAll(node.dependencies(dependencyClass, pool));
    }
    return result;
  }
}
