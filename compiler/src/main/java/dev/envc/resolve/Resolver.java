package dev.envc.resolve;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.ResolveCode;
import dev.envc.pms.Atom;
import dev.envc.resolve.Graph.Cause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the packages for a request.
///
/// It answers as Portage does where Portage finds an answer, and searches completely where Portage
/// gives up. The result depends on the request's wishes, not on their order.
public final class Resolver {
  private Resolver() {}

  /// Resolves a request.
  public static Outcome resolve(Request request, Universe universe) {
    var pool = new Pool(universe);
    Plan plan = plan(request, pool);
    Optional<Graph> graph =
        Walks.run(pool, plan).or(() -> new CompleteSearch(pool, plan).solve(plan.needs()));
    if (graph.isPresent()) {
      Resolution resolution = resolution(graph.get(), request, pool);
      List<String> violations = Verification.violations(resolution, request, universe);
      if (violations.isEmpty()) {
        return resolution;
      }
      throw new IllegalStateException("the resolution breaks rules: " + violations);
    }
    return new Conflict(
        List.of(
            Diagnostic.error(
                ResolveCode.NO_SOLUTION, "No set of packages satisfies the request.")));
  }

  static Plan plan(Request request, Pool pool) {
    Set<Atom> atoms = new LinkedHashSet<>();
    request.wishes().stream()
        .map(Wish::atom)
        .sorted(Comparator.comparing(Atom::toString))
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
