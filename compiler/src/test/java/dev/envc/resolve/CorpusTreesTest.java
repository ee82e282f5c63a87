package dev.envc.resolve;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Corpus;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.pms.Atom;
import dev.envc.pms.Blocker;
import dev.envc.pms.DepSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What `emerge --pretend` chose from real trees for an empty root.
class CorpusTreesTest {
  @Test
  void chooseAsPortage(@TempDir Path folder) throws IOException, UserErrorException {
    JsonNode cases = Corpus.json("trees/tree-cases.json");
    Corpus.Tally tally = run(cases, new CorpusTrees(folder));
    assertTrue(tally.unexplained() <= cases.size() / 100, "more than 1 % differ");
  }

  static Corpus.Tally run(JsonNode cases, CorpusTrees trees)
      throws IOException, UserErrorException {
    var tally = new Corpus.Tally("tree-cases.json");
    for (JsonNode one : cases) {
      compare(one, trees, tally);
    }
    tally.print();
    return tally;
  }

  private static void compare(JsonNode one, CorpusTrees trees, Corpus.Tally tally)
      throws IOException, UserErrorException {
    String name = one.get("name").asString();
    if (!one.get("view").asString().equals("rt")) {
      tally.explained(name, "not compared: the view " + one.get("view").asString());
      return;
    }
    if (CorpusTrees.strings(one.get("flags")).contains("--nodeps")) {
      tally.explained(name, "not compared: --nodeps");
      return;
    }
    TreeUniverse universe = trees.universe(one);
    Request request = Request.runtime(trees.wishes(one, universe));
    boolean succeeds = one.get("exit").asInt() == 0;
    switch (Resolver.resolve(request, universe)) {
      case Resolution resolution when succeeds -> {
        SortedSet<String> expected = packages(one.get("packages"));
        SortedSet<String> actual = CorpusCases.packages(resolution);
        if (actual.equals(expected)) {
          tally.equal();
        } else if (lacksBuildDependency(expected, resolution, universe)) {
          tally.explained(name, "Portage wants build dependencies that no tree of the case has");
        } else {
          tally.different(name, CorpusResolverTest.difference(expected, actual));
        }
      }
      case Resolution resolution ->
          tally.explained(
              name,
              "Portage gives up ("
                  + one.get("error_kinds")
                  + "); checked: "
                  + CorpusCases.packages(resolution));
      case Conflict _ when succeeds -> tally.wrongSuccess(name, "no answer");
      case Conflict _ -> tally.equal();
    }
  }

  /// Whether a package that Portage did not choose needs something to be built that no tree has:
  /// the cases provide on the building side what is in the trees, and Portage passes over the rest.
  private static boolean lacksBuildDependency(
      SortedSet<String> expected, Resolution resolution, TreeUniverse universe) {
    return resolution.packages().stream()
        .map(Resolution.Chosen::candidate)
        .filter(c -> expected.stream().noneMatch(line -> line.startsWith(c.cpv() + ":")))
        .anyMatch(c -> lacksBuildDependency(c, universe));
  }

  private static boolean lacksBuildDependency(Candidate candidate, TreeUniverse universe) {
    return Stream.of(DependencyClass.DEPEND, DependencyClass.BDEPEND)
        .map(k -> DepSpec.evaluate(candidate.dependencies(k), candidate::isEnabled))
        .flatMap(spec -> spec.children().stream())
        .anyMatch(
            part ->
                part instanceof DepSpec.Leaf<Atom>(var atom)
                    && atom.blocker() == Blocker.NONE
                    && universe.candidates(atom.name()).isEmpty());
  }

  private static SortedSet<String> packages(JsonNode list) {
    var result = new TreeSet<String>();
    for (JsonNode one : list) {
      result.add(
          one.get("cpv").asString()
              + ":"
              + one.get("slot").asString()
              + "/"
              + one.get("subslot").asString()
              + "::"
              + one.get("repo").asString()
              + new TreeSet<>(CorpusTrees.strings(one.get("use_enabled"))));
    }
    return result;
  }
}
