package dev.envc.resolve;

import dev.envc.pms.Blocker;
import dev.envc.resolve.Formula.Leaf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything that can be reached from the wishes, as clauses: a variable for each package that may
/// be chosen and for each alternative. Not thread-safe.
final class Encoding {
  final Sat sat = new Sat();
  private final Pool pool;
  private final Plan plan;
  private final Map<Node, Integer> packages = new HashMap<>();
  private final Map<Formula, Integer> alternatives = new HashMap<>();
  private final Map<Need, Integer> wishes = new HashMap<>();
  private final Deque<Node> open = new ArrayDeque<>();

  Encoding(Pool pool, Plan plan) {
    this.pool = pool;
    this.plan = plan;
    plan.needs().forEach(this::wish);
  }

  /// The literal that switches a wish on. What it can reach is added if it is new.
  int wish(Need need) {
    Integer known = wishes.get(need);
    if (known == null) {
      known = 2 * sat.newVariable();
      wishes.put(need, known);
      require(known, need);
      while (!open.isEmpty()) {
        encode(open.poll());
      }
    }
    return known;
  }

  /// The literal that says a package is chosen. Its dependencies are added if it is new.
  int literal(Node node) {
    Integer known = packages.get(node);
    if (known == null) {
      known = 2 * sat.newVariable();
      packages.put(node, known);
      open.add(node);
      for (Node other : node.family.nodes) {
        Integer rival = other != node && other.slot.equals(node.slot) ? packages.get(other) : null;
        if (rival != null) {
          sat.add(known ^ 1, rival ^ 1);
        }
      }
    }
    return known;
  }

  /// Whether a package can be reached from the wishes.
  boolean isReached(Node node) {
    return packages.containsKey(node);
  }

  /// The literal that says an alternative is taken.
  int literal(Formula alternative) {
    return alternatives.getOrDefault(alternative, -1);
  }

  boolean isChosen(Node node) {
    Integer known = packages.get(node);
    return known != null && sat.isTrue(known);
  }

  private void encode(Node node) {
    int literal = literal(node);
    for (DependencyClass dependencyClass : plan.classes()) {
      for (Formula formula : node.dependencies(dependencyClass, pool)) {
        imply(literal, formula, node);
      }
    }
  }

  private void imply(int condition, Formula formula, @Nullable Node owner) {
    switch (formula) {
      case Leaf leaf -> {
        if (leaf.need.isBlocker()) {
          forbid(condition, leaf.need, owner);
        } else {
          require(condition, leaf.need);
        }
      }
      case Formula.All(var parts) -> parts.forEach(part -> imply(condition, part, owner));
      case Formula.Any(var parts) -> {
        var clause = new ArrayList<Integer>(List.of(condition ^ 1));
        for (Formula part : parts) {
          int taken = 2 * sat.newVariable();
          alternatives.put(part, taken);
          clause.add(taken);
          imply(taken, part, owner);
        }
        sat.add(clause.stream().mapToInt(Integer::intValue).toArray());
      }
    }
  }

  private void require(int condition, Need need) {
    if (need.isProvided()) {
      return;
    }
    List<Node> candidates = need.eligible();
    int[] clause = new int[candidates.size() + 1];
    clause[0] = condition ^ 1;
    for (int i = 0; i < candidates.size(); i++) {
      clause[i + 1] = literal(candidates.get(i));
    }
    sat.add(clause);
  }

  private void forbid(int condition, Need need, @Nullable Node owner) {
    for (Node node : need.versions) {
      boolean self = owner != null && node.sharesSlotWith(owner);
      if (need.matches(node) && node.eligible() && !(self && need.blocker == Blocker.WEAK)) {
        sat.add(condition ^ 1, literal(node) ^ 1);
      }
    }
  }
}
