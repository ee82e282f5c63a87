package dev.envc.resolve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Joins any-of groups that speak of the same packages into one group of combinations, so that `||
/// ( a b ) || ( b c )` is satisfied by `b` alone.
final class Overlap {
  /// More combinations than this are not spelled out; the groups then stay apart.
  private static final int MAX_COMBINATIONS = 4096;

  private Overlap() {}

  /// The formulas with overlapping groups joined; the same list when none overlap.
  static List<Formula> join(List<Formula> formulas) {
    var groups = new ArrayList<Formula.Any>();
    for (Formula formula : formulas) {
      if (formula instanceof Formula.Any any) {
        groups.add(any);
      }
    }
    if (groups.size() < 2) {
      return formulas;
    }
    List<List<Formula.Any>> classes = classes(groups);
    if (classes.stream().allMatch(one -> one.size() == 1)) {
      return formulas;
    }
    var result = new ArrayList<Formula>();
    formulas.stream().filter(f -> !(f instanceof Formula.Any)).forEach(result::add);
    classes.forEach(one -> result.addAll(joined(one)));
    return result;
  }

  private static List<List<Formula.Any>> classes(List<Formula.Any> groups) {
    var names = new ArrayList<Set<Family>>();
    for (Formula.Any group : groups) {
      var mentioned = new LinkedHashSet<Family>();
      mentioned(group, mentioned);
      names.add(mentioned);
    }
    int[] root = new int[groups.size()];
    var first = new HashMap<Family, Integer>();
    for (int i = 0; i < root.length; i++) {
      root[i] = i;
      for (Family family : names.get(i)) {
        Integer other = first.putIfAbsent(family, i);
        if (other != null) {
          union(root, other, i);
        }
      }
    }
    Map<Integer, List<Formula.Any>> classes = new LinkedHashMap<>();
    for (int i = 0; i < root.length; i++) {
      classes.computeIfAbsent(find(root, i), _ -> new ArrayList<>()).add(groups.get(i));
    }
    return List.copyOf(classes.values());
  }

  private static int find(int[] root, int i) {
    return root[i] == i ? i : find(root, root[i]);
  }

  private static void union(int[] root, int a, int b) {
    int low = Math.min(find(root, a), find(root, b));
    root[find(root, a)] = low;
    root[find(root, b)] = low;
  }

  private static void mentioned(Formula formula, Set<Family> result) {
    switch (formula) {
      case Formula.Leaf leaf -> {
        if (!leaf.need.isBlocker()) {
          result.add(leaf.need.family);
        }
      }
      case Formula.All(var parts) -> parts.forEach(part -> mentioned(part, result));
      case Formula.Any(var parts) -> parts.forEach(part -> mentioned(part, result));
    }
  }

  private static List<? extends Formula> joined(List<Formula.Any> groups) {
    var distinct = new ArrayList<Formula.Any>();
    var seen = new HashSet<String>();
    for (Formula.Any group : groups) {
      if (seen.add(group.toString())) {
        distinct.add(group);
      }
    }
    if (distinct.size() == 1) {
      return distinct;
    }
    List<List<Formula>> combinations = List.of(List.of());
    for (Formula.Any group : distinct) {
      List<List<Formula>> alternatives = combinations(group);
      if ((long) combinations.size() * alternatives.size() > MAX_COMBINATIONS) {
        return distinct;
      }
      combinations = product(combinations, alternatives);
    }
    return List.of(new Formula.Any(combinations.stream().<Formula>map(Formula.All::new).toList()));
  }

  /// A formula as alternatives of needs.
  private static List<List<Formula>> combinations(Formula formula) {
    return switch (formula) {
      case Formula.Leaf leaf -> List.of(List.of(leaf));
      case Formula.Any(var alternatives) ->
          alternatives.stream().flatMap(a -> combinations(a).stream()).toList();
      case Formula.All(var parts) -> {
        List<List<Formula>> all = List.of(List.of());
        for (Formula part : parts) {
          all = product(all, combinations(part));
        }
        yield all;
      }
    };
  }

  private static List<List<Formula>> product(List<List<Formula>> left, List<List<Formula>> right) {
    var result = new ArrayList<List<Formula>>(left.size() * right.size());
    for (List<Formula> l : left) {
      for (List<Formula> r : right) {
        var both = new ArrayList<Formula>(l.size() + r.size());
        both.addAll(l);
        both.addAll(r);
        result.add(both);
      }
    }
    return result;
  }
}
