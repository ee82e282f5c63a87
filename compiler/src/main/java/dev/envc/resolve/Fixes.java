package dev.envc.resolve;

import java.util.ArrayList;
import java.util.Collection;
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

  /// Up to three fixes, smallest first. `remedies` are changes that lift the rejection of one
  /// candidate each; `blamed` are the wishes that cannot be had.
  List<Fix> find(Collection<List<Change>> remedies, List<Wish> blamed) {
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
      for (List<Change> start : FixOrder.of(remedies).sorted(remedies).stream().limit(2).toList()) {
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

  private List<List<Change>> proposals(Collection<List<Change>> remedies, List<Wish> blamed) {
    Set<List<Change>> all = new LinkedHashSet<>(remedies);
    for (Wish wish : blamed) {
      if (wish.origin().equals(Wish.MANIFEST) && request.wishes().size() > 1) {
        all.add(List.of(new Change.Drop(wish)));
      }
    }
    for (List<Change> one : remedies) {
      for (List<Change> other : remedies) {
        if (!one.equals(other)) {
          Set<Change> both = new LinkedHashSet<>(one);
          both.addAll(other);
          all.add(List.copyOf(both));
        }
      }
    }
    return FixOrder.of(remedies).sorted(all);
  }

  /// Goes on from changes that are not enough with the first remedy of what then stands in the way,
  /// and so on; at the end what turned out not to be needed is left out again.
  private Optional<List<Change>> further(List<Change> start) {
    var changes = new LinkedHashSet<>(start);
    while (!works(List.copyOf(changes))) {
      List<List<Change>> next =
          Explanation.of(changedRequest(changes), changedUniverse(changes)).remedies();
      Optional<List<Change>> best =
          FixOrder.of(next).sorted(next).stream()
              .filter(remedy -> !changes.containsAll(remedy))
              .findFirst();
      if (best.isEmpty() || changes.size() + best.get().size() > MAX_CHANGES) {
        return Optional.empty();
      }
      changes.addAll(best.get());
    }
    return Optional.of(needed(changes));
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
