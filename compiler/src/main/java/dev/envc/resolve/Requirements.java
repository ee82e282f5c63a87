package dev.envc.resolve;

import dev.envc.resolve.Formula.Leaf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns the formulas of a package into the needs to satisfy: virtual packages are replaced by what
/// their versions ask for, overlapping groups are joined, alternatives are chosen. Not thread-safe.
final class Requirements implements Selection.VirtualProbe {
  private final Pool pool;
  private final Selection selection;
  private final Alternatives alternatives;
  private final Set<Node> probing = new HashSet<>();
  private final Set<Node> expanding = new HashSet<>();

  Requirements(Pool pool, Graph graph, Masks masks, Alternatives.Wishes wishes) {
    this.pool = pool;
    this.selection = new Selection(graph, masks, this);
    this.alternatives = new Alternatives(graph, selection, masks, wishes);
  }

  Selection selection() {
    return selection;
  }

  /// The needs to satisfy, by the package that has them: `parent` first, then the virtual packages
  /// passed through.
  SequencedMap<Node, List<Leaf>> select(List<Formula> formulas, Node parent) {
    List<Leaf> leaves = reduce(formulas, new Alternatives.Asker(parent, null));
    var result = new LinkedHashMap<Node, List<Leaf>>();
    Deque<Node> open = new ArrayDeque<>(List.of(parent));
    while (!open.isEmpty()) {
      Node owner = open.pop();
      if (result.containsKey(owner)) {
        continue;
      }
      List<Leaf> own = leaves.stream().filter(leaf -> leaf.owner == owner).toList();
      result.put(owner, own);
      for (Leaf leaf : own) {
        if (leaf.virtual != null && leaf.need.matches(leaf.virtual)) {
          open.push(leaf.virtual);
        }
      }
    }
    return result;
  }

  private List<Leaf> reduce(List<Formula> formulas, Alternatives.Asker asker) {
    List<Formula> expanded = expand(formulas, asker);
    List<Formula> joined = Overlap.join(expanded);
    return alternatives.reduce(joined, asker, !joined.equals(expanded));
  }

  private List<Formula> expand(List<Formula> formulas, Alternatives.Asker asker) {
    var result = new ArrayList<Formula>(formulas.size());
    for (Formula formula : formulas) {
      switch (formula) {
        case Leaf leaf -> {
          List<List<Formula>> versions = versions(leaf, asker);
          switch (versions.size()) {
            case 0 -> result.add(leaf);
            case 1 -> result.addAll(versions.getFirst());
            default -> result.add(anyOf(versions));
          }
        }
        case Formula.Any(var parts) -> result.add(new Formula.Any(expandAny(parts, asker)));
        case Formula.All(var parts) -> result.addAll(expand(parts, asker));
      }
    }
    return result;
  }

  private static Formula anyOf(List<List<Formula>> alternatives) {
    return new Formula.Any(alternatives.stream().<Formula>map(Formula.All::new).toList());
  }

  private List<Formula> expandAny(List<Formula> parts, Alternatives.Asker asker) {
    var result = new ArrayList<Formula>(parts.size());
    for (Formula part : parts) {
      switch (part) {
        case Leaf leaf -> {
          List<List<Formula>> versions = versions(leaf, asker);
          if (versions.isEmpty()) {
            result.add(leaf);
          }
          versions.forEach(version -> result.add(new Formula.All(version)));
        }
        case Formula.All(var inner) -> {
          List<Formula> expanded = expand(inner, asker);
          if (expanded.size() == 1 && expanded.getFirst() instanceof Formula.Any(var flat)) {
            result.addAll(flat);
          } else {
            result.add(new Formula.All(expanded));
          }
        }
        case Formula.Any(var inner) -> result.addAll(expandAny(inner, asker));
      }
    }
    return result;
  }

  /// What a need for a virtual package asks for, one list for each version that may be taken,
  /// highest first; empty for other needs.
  private List<List<Formula>> versions(Leaf leaf, Alternatives.Asker asker) {
    if (!leaf.need.family.virtual
        || leaf.need.isBlocker()
        || leaf.need.isProvided()
        || leaf.virtual != null) {
      return List.of();
    }
    var result = new ArrayList<List<Formula>>();
    for (Node version : selection.available(leaf.need.withoutUse()).reversed()) {
      if (!expanding.add(version)) {
        continue;
      }
      var parts = new ArrayList<Formula>();
      parts.addAll(
          reduce(
              version.dependencies(DependencyClass.RDEPEND, pool),
              new Alternatives.Asker(asker.parent(), version)));
      expanding.remove(version);
      parts.add(new Leaf(leaf.need.exactly(version), leaf.owner, version, leaf.need));
      result.add(parts);
    }
    return result;
  }

  @Override
  public boolean canBeHad(Node virtual) {
    if (!probing.add(virtual)) {
      return false;
    }
    try {
      List<Leaf> leaves =
          reduce(
              virtual.dependencies(DependencyClass.RDEPEND, pool),
              new Alternatives.Asker(virtual, null));
      return leaves.stream().allMatch(l -> l.need.isBlocker() || isSelectable(l.need.withoutUse()));
    } finally {
      probing.remove(virtual);
    }
  }

  private boolean isSelectable(Need need) {
    @Nullable Node node = selection.select(need);
    return node != null;
  }
}
