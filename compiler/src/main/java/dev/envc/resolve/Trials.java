package dev.envc.resolve;

import dev.envc.pms.Cpv;
import dev.envc.pms.PackageName;
import dev.envc.resolve.ChangedUniverse.Changed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells which changes make a request solvable. All are tried in one search: a candidate stands
/// there as it is and as each of the changes would make it, and what a try does not mean is ruled
/// out. Not thread-safe.
final class Trials {
  private final Request request;
  private final Universe universe;
  private final Pool pool;
  private final Set<List<Change>> expected = new LinkedHashSet<>();
  private @Nullable CompleteSearch search;

  Trials(Request request, Universe universe, Pool pool) {
    this.request = request;
    this.universe = universe;
    this.pool = pool;
  }

  /// Says what may be tried next. A search that has it all spares one for each.
  void expect(Collection<List<Change>> changes) {
    if (!expected.contains(changes.iterator().next())) {
      expected.addAll(changes);
      search = null;
    }
  }

  boolean works(List<Change> changes) {
    Request changed = changed(request, changes);
    if (request.question() == Question.BUILD) {
      return Resolver.solve(changed, new ChangedUniverse(universe, changes)).isPresent();
    }
    CompleteSearch known = search(changes);
    Optional<Graph> graph = known.solve(Resolver.plan(changed, pool).needs(), others(changes));
    graph.ifPresent(g -> Resolver.verified(g, changed, universe, pool));
    return graph.isPresent();
  }

  private CompleteSearch search(List<Change> changes) {
    expect(List.of(changes));
    CompleteSearch known = search;
    if (known == null) {
      pool.goTo(new Variants(universe, expected));
      known = new CompleteSearch(pool, Resolver.plan(request, pool));
      search = known;
    }
    return known;
  }

  /// The candidates that are not as some changes make them.
  private List<Node> others(List<Change> changes) {
    var names = new LinkedHashSet<PackageName>();
    expected.forEach(e -> names.addAll(ChangedUniverse.names(e)));
    var others = new ArrayList<Node>();
    for (PackageName name : names) {
      for (Node node : pool.family(name).nodes) {
        List<Change> own = node.candidate instanceof Changed(_, var all) ? all : List.of();
        if (!own.equals(ChangedUniverse.own(changes, node.candidate))) {
          others.add(node);
        }
      }
    }
    return others;
  }

  /// The request after changes.
  static Request changed(Request request, Collection<Change> changes) {
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

  /// A universe in which each candidate stands as it is and as it would be after each of some
  /// changes.
  private static final class Variants implements Universe {
    private final Universe universe;
    private final Map<PackageName, Set<List<Change>>> changes = new HashMap<>();

    Variants(Universe universe, Collection<List<Change>> changes) {
      this.universe = universe;
      for (List<Change> together : changes) {
        ChangedUniverse.names(together)
            .forEach(
                n -> this.changes.computeIfAbsent(n, _ -> new LinkedHashSet<>()).add(together));
      }
    }

    @Override
    public List<? extends Candidate> candidates(PackageName name) {
      Set<List<Change>> own = changes.get(name);
      return own == null ? universe.candidates(name) : variants(name, own);
    }

    private List<Candidate> variants(PackageName name, Set<List<Change>> changes) {
      var all = new ArrayList<Candidate>();
      for (Candidate candidate : universe.candidates(name)) {
        all.add(candidate);
        changes.stream()
            .map(c -> ChangedUniverse.own(c, candidate))
            .filter(own -> !own.isEmpty())
            .distinct()
            .forEach(own -> all.add(new Changed(candidate, own)));
      }
      return all;
    }

    @Override
    public List<Cpv> provided(PackageName name) {
      return universe.provided(name);
    }
  }
}
