package dev.envc.pms;

import dev.envc.pms.DepSpec.AllOf;
import dev.envc.pms.DepSpec.AnyOf;
import dev.envc.pms.DepSpec.Leaf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Any-of groups multiplied out: `|| ( a b ) || ( b c )` as `|| ( ( a b ) ( a c ) ( b b ) ( b c )
/// )`. Choosing among the alternatives of one group is then choosing for all groups that share a
/// package, so that no package is taken twice in different places.
///
/// The result grows exponentially with the number of groups that are multiplied: for evaluated
/// specifications whose size is known.
public final class DisjunctiveForm {
  private DisjunctiveForm() {}

  /// Which groups are multiplied with each other.
  public enum Groups {
    /// All of them.
    ALL,
    /// Those that share a leaf with each other; the others stay as they are, in their order, after
    /// what is no group. A group that is equal to another one is left out.
    OVERLAPPING
  }

  /// The specification with its any-of groups multiplied out. Without conditionals: evaluate them
  /// first.
  public static <L> AllOf<L> of(AllOf<L> spec, Groups groups) {
    var plain = new ArrayList<DepSpec<L>>();
    var anyOf = new LinkedHashSet<AnyOf<L>>();
    for (DepSpec<L> child : spec.children()) {
      if (child instanceof AnyOf<L> group) {
        anyOf.add(group);
      } else {
        plain.add(child);
      }
    }
    return switch (groups) {
      case ALL -> new AllOf<>(multiplied(spec));
      case OVERLAPPING -> overlapping(spec, plain, List.copyOf(anyOf));
    };
  }

  private static <L> List<DepSpec<L>> multiplied(AllOf<L> spec) {
    List<List<DepSpec<L>>> alternatives = alternatives(spec);
    return alternatives.size() == 1
        ? alternatives.getFirst()
        : List.of(new AnyOf<>(alternatives.stream().map(DisjunctiveForm::together).toList()));
  }

  private static <L> DepSpec<L> together(List<DepSpec<L>> items) {
    return items.size() == 1 ? items.getFirst() : new AllOf<>(items);
  }

  /// Every way to satisfy the specification, each as a list of leaves.
  private static <L> List<List<DepSpec<L>>> alternatives(DepSpec<L> spec) {
    if (spec instanceof AnyOf<L>(var children)) {
      var result = new ArrayList<List<DepSpec<L>>>();
      children.forEach(child -> result.addAll(alternatives(child)));
      return result;
    }
    if (spec instanceof Leaf<L>) {
      return List.of(List.of(spec));
    }
    var plain = new ArrayList<DepSpec<L>>();
    var groups = new ArrayList<DepSpec<L>>();
    for (DepSpec<L> child : spec.children()) {
      (child instanceof Leaf<L> ? plain : groups).add(child);
    }
    List<List<DepSpec<L>>> result = List.of(plain);
    for (DepSpec<L> group : groups) {
      var longer = new ArrayList<List<DepSpec<L>>>();
      List<List<DepSpec<L>>> choices = alternatives(group);
      for (List<DepSpec<L>> start : result) {
        for (List<DepSpec<L>> choice : choices) {
          var joined = new ArrayList<DepSpec<L>>(start);
          joined.addAll(choice);
          longer.add(joined);
        }
      }
      result = longer;
    }
    return result;
  }

  private static <L> AllOf<L> overlapping(
      AllOf<L> spec, List<DepSpec<L>> plain, List<AnyOf<L>> groups) {
    if (groups.size() + plain.size() == spec.children().size()
        && clusters(groups).size() == groups.size()) {
      return spec;
    }
    var result = new ArrayList<DepSpec<L>>(plain);
    for (List<AnyOf<L>> cluster : clusters(groups)) {
      if (cluster.size() == 1) {
        result.addAll(cluster);
      } else {
        result.addAll(multiplied(new AllOf<>(List.copyOf(cluster))));
      }
    }
    return new AllOf<>(result);
  }

  /// The groups, those together that share a leaf, directly or through others.
  private static <L> List<List<AnyOf<L>>> clusters(List<AnyOf<L>> groups) {
    var clusters = new LinkedHashMap<Set<L>, List<AnyOf<L>>>();
    for (AnyOf<L> group : groups) {
      Set<L> leaves = new LinkedHashSet<>(group.leaves());
      var members = new ArrayList<AnyOf<L>>();
      for (Set<L> other : List.copyOf(clusters.keySet())) {
        if (other.stream().anyMatch(leaves::contains)) {
          members.addAll(clusters.getOrDefault(other, List.of()));
          clusters.remove(other);
          leaves.addAll(other);
        }
      }
      members.add(group);
      members.sort((a, b) -> Integer.compare(groups.indexOf(a), groups.indexOf(b)));
      clusters.put(leaves, members);
    }
    return clusters.values().stream()
        .sorted(
            (a, b) -> Integer.compare(groups.indexOf(a.getFirst()), groups.indexOf(b.getFirst())))
        .toList();
  }
}
