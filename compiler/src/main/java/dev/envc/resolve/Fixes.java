package dev.envc.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the smallest changes that make a request solvable, by trying them.
final class Fixes {
  private static final int MAX_FIXES = 3;
  private static final int MAX_TRIES = 24;

  /// How many changes one fix may need.
  private static final int MAX_CHANGES = 6;

  /// How many remedies of what stands in the way after a change are tried.
  private static final int MAX_NEXT = 5;

  /// How many remedies are tried with others.
  private static final int MAX_PAIRED = 40;

  private final Request request;
  private final Universe universe;
  private final Pool explained;
  private final Trials trials;

  /// @param explained a pool for what stands in the way after a change
  /// @param tried another one, to try changes in
  Fixes(Request request, Universe universe, Pool explained, Pool tried) {
    this.request = request;
    this.universe = universe;
    this.explained = explained;
    this.trials = new Trials(request, universe, tried);
  }

  /// Up to three fixes, smallest first. `remedies` are changes that lift the rejection of one
  /// candidate each; `blamed` is what cannot be had.
  List<Fix> find(Collection<List<Change>> remedies, List<Blame> blamed) {
    var found = new ArrayList<Fix>();
    int tries = 0;
    List<List<Change>> proposals = proposals(remedies, blamed);
    for (int i = 0; i < proposals.size() && found.size() < MAX_FIXES && tries < MAX_TRIES; i++) {
      List<Change> changes = proposals.get(i);
      if (!isLarger(changes, found)) {
        tries++;
        trials.expect(proposals.subList(i, Math.min(i + MAX_TRIES, proposals.size())));
        if (trials.works(changes)) {
          found.add(new Fix(changes));
        }
      }
    }
    if (found.stream().allMatch(FixOrder::drops)) {
      for (List<Change> start :
          FixOrder.of(remedies).widest(remedies, blamed).subList(0, Math.min(2, remedies.size()))) {
        further(start)
            .filter(changes -> !isLarger(changes, found))
            .ifPresent(changes -> found.add(new Fix(changes)));
      }
    }
    return found.stream().limit(MAX_FIXES).toList();
  }

  private static boolean isLarger(List<Change> changes, List<Fix> found) {
    return found.stream().anyMatch(fix -> changes.containsAll(fix.changes()));
  }

  /// What may be enough. Where several wishes cannot be had each by itself, something has to be
  /// done about every one of them.
  private List<List<Change>> proposals(Collection<List<Change>> remedies, List<Blame> blamed) {
    Set<List<Change>> all = new LinkedHashSet<>(remedies);
    for (Wish wish : request.wishes()) {
      boolean isBlamed = blamed.stream().anyMatch(blame -> blame.wishes().contains(wish));
      if (isBlamed && wish.origin().equals(Wish.MANIFEST) && request.wishes().size() > 1) {
        all.add(List.of(new Change.Drop(wish)));
      }
    }
    List<List<Change>> paired = remedies.stream().limit(MAX_PAIRED).toList();
    for (List<Change> one : paired) {
      for (List<Change> other : paired) {
        if (!one.equals(other)) {
          all.add(both(one, other));
        }
      }
    }
    return mostTouching(FixOrder.of(remedies).sorted(all), blamed);
  }

  /// Where several wishes cannot be had each by itself: of the proposals of each size those that do
  /// something about the most of them.
  private static List<List<Change>> mostTouching(List<List<Change>> proposals, List<Blame> blamed) {
    if (blamed.stream().anyMatch(blame -> blame.remedies().isEmpty())) {
      return proposals;
    }
    var most = new HashMap<Integer, Long>();
    proposals.forEach(c -> most.merge(c.size(), FixOrder.touched(c, blamed), Math::max));
    return proposals.stream()
        .filter(c -> FixOrder.touched(c, blamed) == most.getOrDefault(c.size(), 0L))
        .toList();
  }

  /// Goes on from changes that are not enough with a remedy of what then stands in the way, one of
  /// the first that is enough or the first, and so on; at the end what turned out not to be needed
  /// is left out again.
  private Optional<List<Change>> further(List<Change> start) {
    var changes = new LinkedHashSet<>(start);
    while (!trials.works(List.copyOf(changes))) {
      var changed = new ChangedUniverse(universe, List.copyOf(changes));
      List<List<Change>> next =
          Explanation.of(Trials.changed(request, changes), changed, explained).remedies().stream()
              .filter(remedy -> !changes.containsAll(remedy))
              .filter(remedy -> changes.size() + remedy.size() <= MAX_CHANGES)
              .limit(MAX_NEXT)
              .toList();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      trials.expect(next.stream().map(remedy -> both(changes, remedy)).toList());
      changes.addAll(
          next.stream()
              .filter(remedy -> next.size() > 1 && trials.works(both(changes, remedy)))
              .findFirst()
              .orElseGet(next::getFirst));
    }
    return Optional.of(needed(changes));
  }

  private static List<Change> both(Collection<Change> one, Collection<Change> other) {
    Set<Change> both = new LinkedHashSet<>(one);
    both.addAll(other);
    return List.copyOf(both);
  }

  private List<Change> needed(Collection<Change> changes) {
    var kept = new ArrayList<>(changes);
    for (Change change : changes) {
      var without = new ArrayList<>(kept);
      without.remove(change);
      if (trials.works(without)) {
        kept = without;
      }
    }
    return kept;
  }
}
