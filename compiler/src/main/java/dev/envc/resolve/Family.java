package dev.envc.resolve;

import dev.envc.pms.Cpv;
import dev.envc.pms.PackageName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All candidates of one package name within a run, lowest first.
final class Family {
  final PackageName name;

  /// Whether its packages only stand for others: they cost nothing (GLEP 37).
  final boolean virtual;

  final List<Cpv> provided;
  List<Node> nodes = List.of();
  private final Map<String, Need> slots = new HashMap<>();

  Family(PackageName name, List<Cpv> provided) {
    this.name = name;
    this.virtual = name.category().equals("virtual");
    this.provided = provided;
  }

  /// Fills [#nodes], numbering from `firstId`.
  void fill(List<? extends Candidate> candidates, int firstId) {
    var all = new ArrayList<Node>(candidates.size());
    int version = -1;
    Candidate previous = null;
    for (Candidate candidate : candidates) {
      if (previous == null || !previous.cpv().version().equals(candidate.cpv().version())) {
        version++;
      }
      all.add(new Node(candidate, this, all.size(), version, firstId + all.size()));
      previous = candidate;
    }
    nodes = all;
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
