package dev.envc.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the smallest changes that make a request solvable, by trying them.
record Fixes(Request request, Universe universe) {
  private static final int MAX_FIXES = 3;
  private static final int MAX_TRIES = 24;

  /// How many changes one fix may need.
  private static final int MAX_CHANGES = 6;

  /// How many remedies of what stands in the way after a change are tried.
  private static final int MAX_NEXT = 5;

  /// How many remedies are tried with others.
  private static final int MAX_PAIRED = 40;

  /// Up to three fixes, smallest first. `remedies` are changes that lift the rejection of one
  /// candidate each; `blamed` is what cannot be had.
  List<Fix> find(Collection<List<Change>> remedies, List<Blame> blamed) {
    var found = new ArrayList<Fix>();
    int tries = 0;
    for (List<Change> changes : proposals(remedies, blamed)) {
      if (!isLarger(changes, found)
          && found.size() < MAX_FIXES
          && tries++ < MAX_TRIES
          && works(changes)) {
        found.add(new Fix(changes));
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
    while (!works(List.copyOf(changes))) {
      List<List<Change>> next =
          Explanation.of(changedRequest(changes), changedUniverse(changes)).remedies().stream()
              .filter(remedy -> !changes.containsAll(remedy))
              .filter(remedy -> changes.size() + remedy.size() <= MAX_CHANGES)
              .limit(MAX_NEXT)
              .toList();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      changes.addAll(
          next.stream()
              .filter(remedy -> next.size() > 1 && works(both(changes, remedy)))
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
      if (works(without)) {
        kept = without;
      }
    }
    return kept;
  }

  private boolean works(List<Change> changes) {
    return Resolver.solve(changedRequest(changes), changedUniverse(changes)).isPresent();
  }

  private Universe changedUniverse(Collection<Change> changes) {
    return new ChangedUniverse(universe, List.copyOf(changes));
  }

  private Request changedRequest(Collection<Change> changes) {
    return request.withWishes(
        request.wishes().stream()
            .filter(wish -> !changes.contains(new Change.Drop(wish)))
            .map(wish -> renamed(wish, changes))
            .toList());
  }

  private static Wish renamed(Wish wish, Collection<Change> changes) {
    for (Change change : changes) {
      if (change instanceof Change.Rename(var old, var to) && old.equals(wish)) {
        return new Wish(to, wish.origin(), wish.span());
      }
    }
    return wish;
  }
}
