package dev.envc.resolve;

import dev.envc.resolve.Formula.Leaf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Picks packages for the needs of one package, as few as possible: two needs that describe a range
/// of versions together get one package.
final class Children {
  /// A need and the package picked for it; null for a blocker or when nothing fits.
  record Pick(Leaf leaf, @Nullable Node node) {}

  private Children() {}

  /// Picks, blockers and unsatisfied needs first, those that would displace a chosen package before
  /// the others.
  static List<Pick> pick(List<Leaf> leaves, Selection selection, Predicate<Pick> displaces) {
    var result = new ArrayList<Pick>();
    var picked = new ArrayList<Pick>();
    for (Leaf leaf : leaves) {
      Node node = leaf.need.isBlocker() ? null : selection.select(leaf.need);
      (node == null ? result : picked).add(new Pick(leaf, node));
    }
    Map<Family, List<Pick>> byName = new LinkedHashMap<>();
    for (Pick pick : picked) {
      byName.computeIfAbsent(pick.leaf.need.family, _ -> new ArrayList<>()).add(pick);
    }
    for (List<Pick> same : byName.values()) {
      result.addAll(fewest(same, displaces));
    }
    return result;
  }

  private static List<Pick> fewest(List<Pick> picks, Predicate<Pick> displaces) {
    var nodes = new TreeSet<Node>((a, b) -> Integer.compare(a.rank, b.rank));
    for (Pick pick : picks) {
      if (pick.node != null) {
        nodes.add(pick.node);
      }
    }
    if (nodes.size() < 2) {
      return picks;
    }
    for (Node node : List.copyOf(nodes)) {
      if (picks.stream().allMatch(p -> !p.leaf.need.matches(node) || count(nodes, p) > 1)) {
        nodes.remove(node);
      }
    }
    var first = new ArrayList<Pick>();
    var rest = new ArrayList<Pick>();
    for (Pick pick : picks) {
      Node highest = null;
      boolean conflict = false;
      for (Node node : nodes) {
        if (pick.leaf.need.matches(node)) {
          highest = node;
          conflict |= displaces.test(new Pick(pick.leaf, node));
        }
      }
      (conflict ? first : rest).add(new Pick(pick.leaf, highest));
    }
    first.addAll(rest);
    return first;
  }

  private static long count(Set<Node> nodes, Pick pick) {
    return nodes.stream().filter(pick.leaf.need::matches).count();
  }
}
