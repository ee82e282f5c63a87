package dev.envc.resolve;

import dev.envc.pms.Atom;
import dev.envc.pms.Cpv;
import dev.envc.pms.PackageName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All candidates of one package name in a pool, lowest first.
final class Family {
  final PackageName name;

  /// Whether its packages only stand for others: they cost nothing (GLEP 37).
  final boolean virtual;

  final List<Cpv> provided;

  final List<Node> nodes;

  /// The names whose packages ask for one of it, as far as that was looked at.
  final Set<Family> dependents = new HashSet<>();

  private final List<? extends Candidate> candidates;
  private final Map<Atom, Need> needs = new HashMap<>();
  private final Map<String, Need> slots = new HashMap<>();

  Family(PackageName name, List<Cpv> provided, List<? extends Candidate> candidates) {
    this.name = name;
    this.virtual = name.category().equals("virtual");
    this.provided = provided;
    this.candidates = candidates;
    var all = new ArrayList<Node>(candidates.size());
    int version = -1;
    Candidate previous = null;
    for (Candidate candidate : candidates) {
      if (previous == null || !previous.cpv().version().equals(candidate.cpv().version())) {
        version++;
      }
      all.add(new Node(candidate, this, all.size(), version));
      previous = candidate;
    }
    nodes = all;
  }

  /// Whether it would be made of the same candidates.
  boolean consistsOf(List<? extends Candidate> others, List<Cpv> otherProvided) {
    return candidates.equals(others) && provided.equals(otherProvided);
  }

  /// To be called when what its packages ask for is no longer what it was.
  void forgetDependencies() {
    nodes.forEach(Node::forgetDependencies);
  }

  /// The need of an atom of that name whose flags do not depend on who asks.
  Need need(Atom atom) {
    return needs.computeIfAbsent(atom, a -> Need.of(this, a, _ -> false));
  }

  /// The need for any version in a slot.
  Need slot(String slot) {
    return slots.computeIfAbsent(
        slot,
        s ->
            Need.of(
                this, name + ":" + s, node -> node.slot.equals(s) ? Need.Fit.YES : Need.Fit.NO));
  }
}
