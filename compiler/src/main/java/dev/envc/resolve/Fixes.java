package dev.envc.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds the smallest changes that make a request solvable, by trying them.
record Fixes(Request request, Universe universe) {
  private static final int MAX_FIXES = 3;
  private static final int MAX_TRIES = 24;

  /// Up to three fixes, smallest first. `remedies` are changes that lift the rejection of one
  /// candidate each; `blamed` are the wishes that cannot be had.
  List<Fix> find(Collection<List<Change>> remedies, List<Wish> blamed) {
    var found = new ArrayList<Fix>();
    int tries = 0;
    for (List<Change> changes : proposals(remedies, blamed)) {
      boolean larger = found.stream().anyMatch(fix -> changes.containsAll(fix.changes()));
      if (!larger && found.size() < MAX_FIXES && tries++ < MAX_TRIES && works(changes)) {
        found.add(new Fix(changes));
      }
    }
    return found;
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
    return all.stream().sorted(Comparator.comparingInt(List::size)).toList();
  }

  private boolean works(List<Change> changes) {
    List<Wish> changed =
        request.wishes().stream()
            .filter(wish -> !changes.contains(new Change.Drop(wish)))
            .map(wish -> renamed(wish, changes))
            .toList();
    return Resolver.solve(
            request.withWishes(changed), new ChangedUniverse(universe, List.copyOf(changes)))
        .isPresent();
  }

  private static Wish renamed(Wish wish, List<Change> changes) {
    for (Change change : changes) {
      if (change instanceof Change.Rename(var old, var to) && old.equals(wish)) {
        return new Wish(to, wish.origin(), wish.span());
      }
    }
    return wish;
  }
}
