package dev.envc.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Corpus;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.pms.Atom;
import dev.envc.pms.Blocker;
import dev.envc.pms.DepSpec;
import dev.envc.pms.PackageName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What `emerge --pretend` chose from real trees for an empty root. Of the views with a second root
/// for the machine that builds, the packages of the image's root are compared.
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
    TreeUniverse universe = trees.universe(one);
    Request request = new Request(trees.wishes(one, universe), classes(one), Question.INSTALL);
    boolean circular = isCircular(one);
    boolean succeeds = one.get("exit").asInt() == 0 || circular;
    switch (new Resolver().resolve(request, universe)) {
      case Resolution resolution when succeeds -> {
        SortedSet<String> expected = packages(one.get("packages"));
        SortedSet<String> actual = CorpusCases.packages(resolution);
        if (isOneRoot(one) && builds(request, universe) == circular) {
          tally.wrongSuccess(name, "asked to build: " + (circular ? "no cycle" : "no order"));
        } else if (circular ? actual.containsAll(expected) : actual.equals(expected)) {
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

  /// Whether the case follows build dependencies, and all of them in the root of the image.
  private static boolean isOneRoot(JsonNode one) {
    return List.of("sysroot", "single").contains(one.get("view").asString());
  }

  /// Whether the packages of a request can be built one after the other.
  private static boolean builds(Request request, TreeUniverse universe) {
    var build = new Request(request.wishes(), request.classes(), Question.BUILD);
    return new Resolver().resolve(build, universe) instanceof Resolution;
  }

  private static final String ENTRIES = "sys-apps/systemd -pam\nnet-misc/curl ssl\n";

  /// What settings say differently touches what it may change, and nothing else is other under
  /// them.
  @Test
  void sharesWhatSettingsSayTheSameOf(@TempDir Path folder) throws IOException, UserErrorException {
    var trees = new CorpusTrees(folder);
    JsonNode one = Corpus.json("trees/tree-cases.json").get(0);
    String common = "USE=\"ipv6 -doc\"\n";
    Map<String, String> settings = Map.of("make.conf", common, "package.use", ENTRIES);
    for (Map<String, String> others :
        List.of(
            Map.of("make.conf", "USE=\"ipv6 -doc nls -selinux\"\n", "package.use", ENTRIES),
            Map.of("make.conf", "USE=\"-doc ipv6\"\n", "package.use", "net-misc/curl ssl\n"),
            Map.of("make.conf", common, "package.mask", ">=sys-apps/systemd-1\n"),
            Map.of("make.conf", common, "package.accept_keywords", "net-misc/curl ~amd64\n"))) {
      List<CorpusTrees.Configured> two = trees.configured(one, List.of(settings, others));
      TreeUniverse base = two.getFirst().universe();
      TreeUniverse alone = two.getLast().universe();
      TreeUniverse beside = base.under(two.getLast().config()).orElseThrow();
      int shared = 0;
      int own = 0;
      for (PackageName name : two.getLast().trees().packages()) {
        List<TreeCandidate> expected = alone.candidates(name);
        List<TreeCandidate> actual = beside.candidates(name);
        assertEquals(expected.size(), actual.size());
        for (int i = 0; i < expected.size(); i++) {
          boolean same = actual.get(i) == base.candidates(name).get(i);
          shared += same ? 1 : 0;
          own += same ? 0 : 1;
          assertEquals(told(expected.get(i)), told(actual.get(i)));
        }
      }
      assertTrue(own > 0 && shared > own, shared + " shared, " + own + " not");
    }
    Map<String, String> any = Map.of("make.conf", "USE=\"-* ipv6\"\n");
    List<CorpusTrees.Configured> two = trees.configured(one, List.of(settings, any));
    assertEquals(Optional.empty(), two.getFirst().universe().under(two.getLast().config()));
  }

  /// All that is said of a candidate.
  private static List<Object> told(TreeCandidate candidate) {
    return List.of(
        candidate.id(),
        candidate.masks(),
        candidate.packageUse().effective(),
        candidate.packageUse().forced(),
        candidate.packageUse().masked(),
        candidate.iuse().stream().map(candidate.packageUse()::explain).toList());
  }

  /// The dependencies that the root of the image has to satisfy in the view of a case.
  private static Set<DependencyClass> classes(JsonNode one) {
    if (CorpusTrees.strings(one.get("flags")).contains("--nodeps")) {
      return Set.of();
    }
    return switch (one.get("view").asString()) {
      case "rt" -> Request.RUNTIME;
      case "sysroot", "stage", "fullhost" ->
          Set.of(DependencyClass.RDEPEND, DependencyClass.PDEPEND, DependencyClass.DEPEND);
      case "single" -> Request.ALL;
      case String other -> throw new IllegalStateException("an unknown view: " + other);
    };
  }

  /// Whether Portage ended with a cycle only. It would have to build, and lists what is left when
  /// everything that could be built before the cycle is taken away.
  private static boolean isCircular(JsonNode one) {
    return CorpusTrees.strings(one.get("error_kinds")).equals(List.of("circular"));
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
      if (!one.get("root").asString().equals("target")) {
        continue;
      }
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
