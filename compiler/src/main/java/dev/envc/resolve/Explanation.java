package dev.envc.resolve;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.ResolveCode;
import dev.envc.pms.Atom;
import dev.envc.pms.PackageName;
import dev.envc.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/// Finds out why a request has no solution: the fewest wishes that cannot be had together, and for
/// each candidate why it fell. Not thread-safe.
final class Explanation {
  private static final String NO_FIX =
      "No change of the manifest was found that helps: it takes another commit or tree, or a"
          + " request without this.";

  private final Request request;
  private final Universe universe;
  private final Pool pool;
  private final Plan plan;
  private final CompleteSearch search;
  private final CompleteSearch unordered;
  private final SequencedSet<List<Change>> remedies = new LinkedHashSet<>();
  private final Reasons reasons;

  static Explanation of(Request request, Universe universe, Pool pool) {
    pool.goTo(universe);
    Plan plan = Resolver.plan(request, pool);
    return new Explanation(request, universe, pool, plan, new CompleteSearch(pool, plan));
  }

  Explanation(Request request, Universe universe, Pool pool, Plan plan, CompleteSearch search) {
    this.request = request;
    this.universe = universe;
    this.pool = pool;
    this.plan = plan;
    this.search = search;
    this.reasons = new Reasons(universe, pool, plan, search, remedies);
    this.unordered =
        plan.ordered()
            ? new CompleteSearch(pool, new Plan(plan.needs(), plan.classes(), false))
            : search;
  }

  /// The whole answer. The request must have no solution. The pool is in another universe then.
  ///
  /// @param tried another pool, to try fixes in
  Conflict conflict(Pool tried) {
    var diagnostics = new ArrayList<Diagnostic>();
    List<Blame> blamed = diagnose(diagnostics);
    List<Fix> fixes = new Fixes(request, universe, pool, tried).find(remedies, blamed);
    Diagnostic first = diagnostics.getFirst();
    if (!fixes.isEmpty()) {
      String text =
          fixes.stream()
              .map(fix -> "\n  - " + fix)
              .collect(Collectors.joining("", "Each of these makes it work:", ""));
      diagnostics.set(0, first.hint(text));
    } else if (first.hint().isEmpty()) {
      diagnostics.set(0, first.hint(NO_FIX));
    }
    return new Conflict(diagnostics, fixes);
  }

  /// What would lift the rejection of one candidate each, what does something about the most first.
  /// The request must have no solution.
  List<List<Change>> remedies() {
    List<Blame> blamed = diagnose(new ArrayList<>());
    return FixOrder.of(remedies).widest(remedies, blamed);
  }

  /// Adds what is to be said; what it is about.
  private List<Blame> diagnose(List<Diagnostic> diagnostics) {
    List<Need> hopeless = plan.needs().stream().filter(need -> !isPossible(List.of(need))).toList();
    if (!hopeless.isEmpty()) {
      return each(hopeless, diagnostics);
    }
    List<Need> few = fewest(plan.needs());
    diagnostics.add(together(few));
    return few.stream().map(need -> new Blame(wishes(List.of(need)), List.of())).toList();
  }

  /// Tells of each need why it cannot be had, what is soonest told first: that is nearest to the
  /// cause.
  private List<Blame> each(List<Need> hopeless, List<Diagnostic> diagnostics) {
    var blamed = new ArrayList<Blame>();
    var lengths = new HashMap<Need, Integer>();
    for (Need need : hopeless) {
      reasons.forget();
      remedies.clear();
      lengths.put(need, alone(need).notes().size());
      blamed.add(new Blame(wishes(List.of(need)), List.copyOf(remedies)));
    }
    reasons.forget();
    remedies.clear();
    hopeless.stream()
        .sorted(Comparator.comparing(lengths::get))
        .forEach(need -> diagnostics.add(alone(need)));
    return blamed;
  }

  private boolean isPossible(List<Need> needs) {
    return search.solve(needs).isPresent();
  }

  private List<Wish> wishes(List<Need> needs) {
    return request.wishes().stream().filter(w -> needs.contains(pool.need(w.atom()))).toList();
  }

  /// A smallest part of `needs` that cannot be had together.
  private List<Need> fewest(List<Need> needs) {
    var kept = new ArrayList<>(needs);
    for (Need need : needs) {
      var without = new ArrayList<>(kept);
      without.remove(need);
      if (!isPossible(without)) {
        kept = without;
      }
    }
    return kept;
  }

  private Diagnostic alone(Need need) {
    if (need.family.nodes.isEmpty()) {
      return unknown(need);
    }
    Optional<Graph> cyclic = unordered.solve(List.of(need));
    if (cyclic.isPresent()) {
      return at(need, cycle(cyclic.get()));
    }
    boolean masked =
        !need.versions.isEmpty() && need.versions.stream().noneMatch(node -> node.visible());
    Diagnostic result =
        Diagnostic.error(
            masked ? ResolveCode.ALL_MASKED : ResolveCode.NO_SOLUTION,
            masked
                ? "Every version that fits `" + need.text + "` is masked."
                : "Nothing that fits `" + need.text + "` can be installed.");
    Diagnostic explained = with(result, reasons.of(need));
    Optional<Diagnostic> moved =
        need.versions.isEmpty() ? moved(need, explained) : Optional.empty();
    if (moved.isEmpty()) {
      wishes(List.of(need)).forEach(w -> LooserWish.of(w, need).ifPresent(a -> rename(w, a)));
    }
    return at(need, moved.orElse(explained));
  }

  private Diagnostic unknown(Need need) {
    PackageName name = need.family.name;
    Diagnostic result =
        Diagnostic.error(
            ResolveCode.NO_SUCH_PACKAGE, "No tree has a package named `" + name + "`.");
    Optional<Diagnostic> moved = moved(need, result);
    if (moved.isPresent()) {
      return at(need, moved.get());
    }
    List<PackageName> similar = universe.similar(name);
    for (Wish wish : wishes(List.of(need))) {
      similar.forEach(n -> rename(wish, wish.atom().withName(n)));
    }
    return at(need, similar.isEmpty() ? result : result.hint("Is " + quoted(similar) + " meant?"));
  }

  /// The diagnostic with the move of the package or slot; empty when nothing has moved it.
  private Optional<Diagnostic> moved(Need need, Diagnostic diagnostic) {
    List<Wish> wishes = wishes(List.of(need));
    for (Wish wish : wishes) {
      universe.moved(wish.atom()).ifPresent(m -> rename(wish, m.atom()));
    }
    return wishes.stream()
        .flatMap(w -> universe.moved(w.atom()).stream())
        .findFirst()
        .map(m -> diagnostic.note("It is `" + m.atom() + "` now (" + m.place() + ")."));
  }

  private void rename(Wish wish, Atom to) {
    remedies.add(List.of(new Change.Rename(wish, to)));
  }

  private static String quoted(List<PackageName> names) {
    return names.stream().map(n -> "`" + n + "`").collect(Collectors.joining(" or "));
  }

  private static Diagnostic cycle(Graph graph) {
    List<Node> shortest =
        Cycles.shortest(graph).stream()
            .min((a, b) -> Integer.compare(a.size(), b.size()))
            .orElse(List.of());
    String chain = shortest.stream().map(Node::toString).collect(Collectors.joining(" needs "));
    Diagnostic result =
        Diagnostic.error(
            ResolveCode.BUILD_CYCLE, "These packages need each other before they can be built.");
    return shortest.isEmpty() ? result : result.note(chain + " needs " + shortest.getFirst() + ".");
  }

  private Diagnostic together(List<Need> needs) {
    String all = needs.stream().map(n -> "`" + n.text + "`").collect(Collectors.joining(", "));
    Optional<Graph> cyclic = unordered.solve(needs);
    Diagnostic result =
        cyclic.isPresent()
            ? cycle(cyclic.get())
            : with(
                Diagnostic.error(
                    ResolveCode.NO_SOLUTION, "These cannot be installed together: " + all + "."),
                reasons.of(needs));
    for (Wish wish : wishes(needs)) {
      if (result.span().isEmpty() && wish.span().isPresent()) {
        result = result.at(wish.span().get());
      } else if (wish.span().isPresent()) {
        result = result.note("`" + wish.atom() + "` is asked for here.", wish.span().get());
      } else {
        result = result.note("`" + wish.atom() + "` is asked for by " + wish.origin() + ".");
      }
    }
    return result;
  }

  private Diagnostic at(Need need, Diagnostic diagnostic) {
    List<Wish> wishes = wishes(List.of(need));
    Optional<Span> span = wishes.stream().flatMap(w -> w.span().stream()).findFirst();
    if (span.isPresent()) {
      return diagnostic.at(span.get());
    }
    List<String> origins = wishes.stream().map(Wish::origin).distinct().toList();
    return with(
        diagnostic, origins.stream().map(o -> Line.of("It is asked for by " + o + ".")).toList());
  }

  private static Diagnostic with(Diagnostic diagnostic, List<Line> lines) {
    Diagnostic result = diagnostic;
    for (Line line : lines) {
      result = line.on(result);
    }
    return result;
  }
}
