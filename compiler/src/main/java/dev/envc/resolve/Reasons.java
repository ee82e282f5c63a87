package dev.envc.resolve;

import dev.envc.pms.Atom;
import dev.envc.resolve.Formula.Leaf;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells for each candidate of a need why it fell, following dependencies down to what is really
/// missing. What was told for one need is not told again for the next. Not thread-safe.
final class Reasons {
  private static final int MAX_DEPTH = 6;

  /// How many dependencies of one package are told that cannot be had.
  private static final int MAX_PARTS = 6;

  private final Universe universe;
  private final Pool pool;
  private final Plan plan;
  private final CompleteSearch search;
  private final Exclusions exclusions;
  private final Hopeless hopeless;

  /// Collects what would lift a rejection.
  private final SequencedSet<List<Change>> remedies;

  private final Set<Need> told = new HashSet<>();
  private final List<Line> lines = new ArrayList<>();

  Reasons(
      Universe universe,
      Pool pool,
      Plan plan,
      CompleteSearch search,
      SequencedSet<List<Change>> remedies) {
    this.universe = universe;
    this.pool = pool;
    this.plan = plan;
    this.search = search;
    this.exclusions = new Exclusions(search, this::formulas);
    this.hopeless = new Hopeless(search);
    this.remedies = remedies;
  }

  /// Tells again what was told.
  void forget() {
    told.clear();
  }

  /// One line for each rejected candidate of a need that cannot be satisfied.
  List<Line> of(Need need) {
    lines.clear();
    told.remove(need);
    tell(need, 0);
    return lines.stream().distinct().toList();
  }

  /// Why needs cannot be satisfied together though each of them can.
  List<Line> of(List<Need> needs) {
    lines.clear();
    for (Need need : needs) {
      List<Need> others = needs.stream().filter(n -> n != need).toList();
      for (Node node : need.versions) {
        int place = lines.size();
        lines.add(place, Line.of(node, why(need, node, others, 0)));
      }
    }
    return lines.stream().distinct().toList();
  }

  private void tell(Need need, int depth) {
    if (!told.add(need) || depth > MAX_DEPTH) {
      return;
    }
    if (need.family.nodes.isEmpty()) {
      lines.add(Line.of("No tree has a package named `" + need.family.name + "`." + moved(need)));
    } else if (need.versions.isEmpty()) {
      lines.add(
          Line.of(
              "No version of `"
                  + need.family.name
                  + "` fits `"
                  + need.text
                  + "`; there are "
                  + need.family.nodes.stream()
                      .map(n -> listed(need, n))
                      .collect(Collectors.joining(", "))
                  + "."));
    }
    for (Node node : need.versions) {
      int place = lines.size();
      lines.add(place, Line.of(node, why(need, node, List.of(), depth)));
    }
  }

  private String moved(Need need) {
    return need.atom
        .flatMap(universe::moved)
        .map(
            m ->
                " It is `"
                    + m.atom()
                    + "` now ("
                    + m.place()
                    + "); the ebuild asks for the old name.")
        .orElse("");
  }

  /// A version as it is listed: with its slot where the need asks for one.
  private static String listed(Need need, Node node) {
    boolean slots = need.atom.filter(a -> a.slotDep() != null).isPresent();
    return slots ? node + " in slot " + node.candidate.slot() : node.toString();
  }

  private String why(Need need, Node node, List<Need> others, int depth) {
    Optional<Rejection> rejection = Rejection.of(need, node);
    if (rejection.isPresent()) {
      remedies.addAll(rejection.get().remedies());
      return rejection.get().text();
    }
    Need exact = node.exactly();
    if (search.solve(List.of(exact)).isPresent()) {
      return exclusions.from(node, exact, others);
    }
    List<Formula> missing = missing(node);
    return missing.isEmpty() ? exclusions.within(node) : lacking(node, missing, depth);
  }

  /// What a package needs of which every version is rejected by itself; where there is no such
  /// thing, the first that cannot be had for what it needs in turn. The others mostly fail for the
  /// same cause further down.
  private List<Formula> missing(Node node) {
    List<Formula> roots = formulas(node).stream().filter(Hopeless::isRoot).toList();
    return roots.isEmpty()
        ? formulas(node).stream().filter(hopeless::test).limit(1).toList()
        : roots;
  }

  /// What a package needs and cannot be had.
  private String lacking(Node node, List<Formula> missing, int depth) {
    List<Formula> shown = missing.stream().limit(MAX_PARTS).toList();
    List<Need> needs =
        shown.stream().flatMap(f -> Clashes.needs(f).stream()).filter(hopeless::test).toList();
    needs.forEach(n -> n.atom.ifPresent(a -> remedies(node, a)));
    needs.forEach(n -> tell(n, depth + 1));
    List<String> single =
        shown.stream()
            .filter(Leaf.class::isInstance)
            .map(f -> "`" + f + "`" + condition(node, ((Leaf) f).need))
            .toList();
    Stream<String> singles =
        single.isEmpty()
            ? Stream.empty()
            : Stream.of("needs " + listed(single) + ", which cannot be had");
    Stream<String> groups =
        shown.stream()
            .filter(Formula.Any.class::isInstance)
            .map(f -> "needs one of " + f.text() + ", and none can be had");
    int more = missing.size() - shown.size();
    return Stream.concat(singles, groups).collect(Collectors.joining("; it "))
        + (more == 0 ? "" : ", and " + more + " more like this");
  }

  private void remedies(Node node, Atom atom) {
    Stream.concat(
            Condition.of(node, atom, plan.classes()).stream(), Condition.ofUse(node, atom).stream())
        .flatMap(c -> c.change().stream())
        .forEach(c -> remedies.add(List.of(c)));
  }

  private String condition(Node node, Need need) {
    List<Condition> conditions =
        need.atom.map(a -> Condition.of(node, a, plan.classes())).orElse(List.of());
    return conditions.isEmpty()
        ? ""
        : " (because its USE flag "
            + conditions.stream().map(Condition::toString).collect(Collectors.joining(" and "))
            + ")";
  }

  /// Words joined as in a sentence.
  static String listed(List<String> words) {
    return words.size() == 1
        ? words.getFirst()
        : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
  }

  private List<Formula> formulas(Node node) {
    var result = new ArrayList<Formula>();
    for (DependencyClass dependencyClass : plan.classes()) {
      result.addAll(node.dependencies(dependencyClass, pool));
    }
    return result;
  }
}
