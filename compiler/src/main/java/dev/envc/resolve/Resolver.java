package dev.envc.resolve;

import dev.envc.pms.Atom;
import dev.envc.resolve.Graph.Cause;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the packages for a request.
///
/// It answers as Portage does where Portage finds an answer, and searches completely where Portage
/// gives up. The result depends on the request's wishes, not on their order, and not on what was
/// resolved before: one resolver for many requests is the faster the more their universes have in
/// common. Not thread-safe.
public final class Resolver {
  private final Pool all = new Pool();

  /// What variants of one environment choose from.
  private final Pool shared = new Pool();

  private final Pool tried = new Pool();

  /// Resolves a request. The resolution has been verified by the checker.
  public Outcome resolve(Request request, Universe universe) {
    return resolve(request, universe, all);
  }

  private Outcome resolve(Request request, Universe universe, Pool pool) {
    pool.goTo(universe);
    Plan plan = plan(request, pool);
    Optional<Resolution> walked = walked(request, universe, pool, plan);
    if (walked.isPresent()) {
      return walked.get();
    }
    var search = new CompleteSearch(pool, plan);
    return search
        .solve(plan.needs())
        .<Outcome>map(graph -> verified(graph, request, universe, pool))
        .orElseGet(() -> new Explanation(request, universe, pool, plan, search).conflict(tried));
  }

  /// Resolves variants of one environment so that the packages they share have the same versions
  /// and USE flags in all of them: everything is resolved as one, and each variant gets what it
  /// needs of that. One outcome for each request; the same conflict for all where there is one.
  public List<Outcome> resolveTogether(List<Request> requests, Universe universe) {
    if (requests.size() == 1) {
      return List.of(resolve(requests.getFirst(), universe));
    }
    return switch (resolve(union(requests), universe)) {
      case Conflict conflict -> requests.stream().<Outcome>map(_ -> conflict).toList();
      case Resolution all -> {
        Universe chosen = ChosenUniverse.of(universe, all);
        yield requests.stream().map(request -> resolve(request, chosen, shared)).toList();
      }
    };
  }

  private static Request union(List<Request> requests) {
    var wishes = new LinkedHashSet<Wish>();
    var classes = EnumSet.noneOf(DependencyClass.class);
    for (Request request : requests) {
      wishes.addAll(request.wishes());
      classes.addAll(request.classes());
    }
    boolean build = requests.stream().anyMatch(r -> r.question() == Question.BUILD);
    return new Request(List.copyOf(wishes), classes, build ? Question.BUILD : Question.INSTALL);
  }

  /// The packages for a request, without explanation where there are none.
  static Optional<Resolution> solve(Request request, Universe universe) {
    var pool = new Pool(universe);
    Plan plan = plan(request, pool);
    return walked(request, universe, pool, plan)
        .or(
            () ->
                new CompleteSearch(pool, plan)
                    .solve(plan.needs())
                    .map(graph -> verified(graph, request, universe, pool)));
  }

  /// What the walks find. They follow Portage's preferences and not the rules, so an answer that
  /// the checker refuses is none.
  private static Optional<Resolution> walked(
      Request request, Universe universe, Pool pool, Plan plan) {
    return Walks.run(pool, plan)
        .map(graph -> resolution(graph, request, pool))
        .filter(r -> Verification.violations(r, request, universe).isEmpty());
  }

  /// The packages of a graph, verified by the checker.
  static Resolution verified(Graph graph, Request request, Universe universe, Pool pool) {
    Resolution resolution = resolution(graph, request, pool);
    List<String> violations = Verification.violations(resolution, request, universe);
    if (!violations.isEmpty()) {
      throw new IllegalStateException("the resolution breaks rules: " + violations);
    }
    return resolution;
  }

  static Plan plan(Request request, Pool pool) {
    Set<Atom> atoms = new LinkedHashSet<>();
    request.wishes().stream()
        .map(Wish::atom)
        .sorted((a, b) -> a.toString().compareTo(b.toString()))
        .forEach(atoms::add);
    List<DependencyClass> classes = request.classes().stream().sorted().toList();
    return new Plan(
        atoms.stream().map(pool::need).toList(), classes, request.question() == Question.BUILD);
  }

  private static Resolution resolution(Graph graph, Request request, Pool pool) {
    Map<Need, List<String>> origins = new HashMap<>();
    for (Wish wish : request.wishes()) {
      origins.computeIfAbsent(pool.need(wish.atom()), _ -> new ArrayList<>()).add(wish.origin());
    }
    var packages = new ArrayList<Resolution.Chosen>();
    for (Node node : MergeOrder.of(graph)) {
      packages.add(new Resolution.Chosen(node.candidate, reasons(graph.causes(node), origins)));
    }
    return new Resolution(packages);
  }

  private static List<Resolution.Reason> reasons(
      Set<Cause> causes, Map<Need, List<String>> origins) {
    var reasons = new LinkedHashSet<Resolution.Reason>();
    for (Cause cause : causes) {
      Node parent = cause.parent();
      if (parent != null) {
        reasons.add(
            new Resolution.Reason(
                Optional.of(parent.candidate), parent.toString(), cause.need().text));
      } else {
        origins.getOrDefault(cause.need(), List.of()).stream()
            .sorted()
            .map(o -> new Resolution.Reason(Optional.empty(), o, cause.need().text))
            .forEach(reasons::add);
      }
    }
    return List.copyOf(reasons);
  }
}
