package dev.envc.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.ResolveCode;
import dev.envc.pms.Atom;
import dev.envc.pms.Cpv;
import dev.envc.pms.DepSpec;
import dev.envc.pms.Eapi;
import dev.envc.pms.Slot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Laws of the resolver, on many small universes made from fixed seeds.
class ResolverPropertyTest {
  private static final int UNIVERSES = 200;
  private static final List<String> NAMES = List.of("c/a", "c/b", "c/d", "virtual/e", "c/f");

  @Test
  void findsAnAnswerExactlyWhenThereIsOne() {
    for (int seed = 0; seed < UNIVERSES; seed++) {
      var random = new Random(seed);
      List<Candidate> candidates = candidates(random);
      Request request = request(random, seed % 2 == 0);
      Universe universe = EffectiveUniverse.of(candidates);
      boolean found = new Resolver().resolve(request, universe) instanceof Resolution;
      assertEquals(exists(candidates, request, universe), found, "seed " + seed);
    }
  }

  @Test
  void doesNotDependOnTheOrderOfTheWishes() {
    for (int seed = 0; seed < UNIVERSES; seed++) {
      var random = new Random(seed);
      Universe universe = EffectiveUniverse.of(candidates(random));
      Request request = request(random, seed % 2 == 0);
      var shuffled = new ArrayList<>(request.wishes());
      Collections.shuffle(shuffled, random);
      assertEquals(
          answer(request, universe),
          answer(request.withWishes(shuffled), universe),
          "seed " + seed);
    }
  }

  @Test
  void doesNotLookAtMaskedCandidates() {
    for (int seed = 0; seed < UNIVERSES; seed++) {
      var random = new Random(seed);
      List<Candidate> candidates = candidates(random);
      Request request = request(random, seed % 2 == 0);
      List<Candidate> visible = candidates.stream().filter(c -> c.masks().isEmpty()).toList();
      assertEquals(
          answer(request, EffectiveUniverse.of(candidates)),
          answer(request, EffectiveUniverse.of(visible)),
          "seed " + seed);
    }
  }

  /// One resolver for universes that have much in common says what a new one says of each, to the
  /// last word.
  @Test
  void doesNotDependOnWhatWasResolvedBefore() {
    var resolver = new Resolver();
    for (int seed = 0; seed < UNIVERSES / 4; seed++) {
      var random = new Random(seed);
      List<Candidate> candidates = candidates(random);
      Request request = Request.runtime(request(random, false).wishes());
      for (int i = 0; i < 6; i++) {
        Universe universe = EffectiveUniverse.of(candidates);
        List<Request> both = List.of(request, request.withWishes(request.wishes().subList(0, 1)));
        assertEquals(
            new Resolver().resolveTogether(both, universe),
            resolver.resolveTogether(both, universe),
            "seed " + seed);
        int other = random.nextInt(candidates.size());
        candidates.set(other, candidate(candidates.get(other).cpv().toString(), random));
      }
    }
  }

  @Test
  void triesTogetherAsAlone() {
    int work = 0;
    for (int seed = 0; seed < UNIVERSES; seed++) {
      var random = new Random(seed);
      List<Candidate> candidates = candidates(random);
      Universe universe = EffectiveUniverse.of(candidates);
      Request request = request(random, seed % 8 == 0);
      var trials = new Trials(request, universe, new Pool());
      List<List<Change>> all =
          Stream.generate(() -> changes(request, candidates, random)).limit(12).toList();
      trials.expect(all.subList(0, 8));
      for (List<Change> changes : all) {
        boolean works =
            Resolver.solve(Trials.changed(request, changes), new ChangedUniverse(universe, changes))
                .isPresent();
        work += works ? 1 : 0;
        assertEquals(works, trials.works(changes), "seed " + seed + ": " + changes);
      }
    }
    assertTrue(work > 100, "changes that work: " + work);
  }

  private static List<Change> changes(Request request, List<Candidate> candidates, Random random) {
    Wish wish = request.wishes().get(random.nextInt(request.wishes().size()));
    var changes = new ArrayList<Change>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      Cpv cpv = candidates.get(random.nextInt(candidates.size())).cpv();
      changes.add(
          switch (random.nextInt(6)) {
            case 0 -> new Change.Drop(wish);
            case 1 -> new Change.Rename(wish, Atom.parse(atom(random)));
            case 2 -> new Change.AcceptKeyword(cpv, "~amd64");
            default -> new Change.SetUse(cpv, "u", random.nextBoolean());
          });
    }
    return changes;
  }

  /// A conflict blames the fewest wishes: without any one of them the others can be had.
  @Test
  void blamesNoWishForNothing() {
    int together = 0;
    for (int seed = 0; seed < UNIVERSES; seed++) {
      var random = new Random(seed);
      Universe universe = EffectiveUniverse.of(candidates(random));
      Request request = request(random, seed % 2 == 0);
      if (new Resolver().resolve(request, universe) instanceof Conflict conflict) {
        for (Diagnostic d : conflict.diagnostics()) {
          List<Wish> blamed = blamed(d, request);
          if (blamed.size() < 2 || d.code() != ResolveCode.NO_SOLUTION) {
            continue;
          }
          together++;
          assertEquals(Optional.empty(), answer(request.withWishes(blamed), universe));
          for (Wish wish : blamed) {
            List<Wish> without = blamed.stream().filter(w -> !w.equals(wish)).toList();
            assertTrue(
                answer(request.withWishes(without), universe).isPresent(),
                "seed " + seed + ": " + wish.atom() + " in " + d.message());
          }
        }
      }
    }
    assertTrue(together > 10, "conflicts of several wishes: " + together);
  }

  private static List<Wish> blamed(Diagnostic d, Request request) {
    return request.wishes().stream()
        .filter(w -> d.message().contains("`" + w.atom() + "`"))
        .toList();
  }

  private static Optional<SortedSet<String>> answer(Request request, Universe universe) {
    return switch (new Resolver().resolve(request, universe)) {
      case Resolution resolution -> Optional.of(CorpusCases.packages(resolution));
      case Conflict _ -> Optional.empty();
    };
  }

  /// Tries every set of visible candidates.
  private static boolean exists(List<Candidate> candidates, Request request, Universe universe) {
    List<Candidate> visible = candidates.stream().filter(c -> c.masks().isEmpty()).toList();
    for (int set = 0; set < 1 << visible.size(); set++) {
      var chosen = new ArrayList<Resolution.Chosen>();
      for (int i = 0; i < visible.size(); i++) {
        if ((set >> i & 1) == 1) {
          chosen.add(new Resolution.Chosen(visible.get(i), List.of()));
        }
      }
      if (Verification.violations(new Resolution(chosen), request, universe).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static Request request(Random random, boolean build) {
    var wishes = new ArrayList<Wish>();
    for (int i = 0; i < 3; i++) {
      wishes.add(Wish.of(Atom.parse(atom(random))));
    }
    return build ? Request.build(wishes) : Request.runtime(wishes);
  }

  private static List<Candidate> candidates(Random random) {
    var result = new ArrayList<Candidate>();
    for (String name : NAMES) {
      for (int version = 1; version <= 2 + random.nextInt(2); version++) {
        result.add(candidate(name + "-" + version, random));
      }
    }
    return result;
  }

  private static Candidate candidate(String cpv, Random random) {
    Map<DependencyClass, DepSpec.AllOf<Atom>> specs = new EnumMap<>(DependencyClass.class);
    boolean virtual = cpv.startsWith("virtual/");
    specs.put(DependencyClass.RDEPEND, spec(random, virtual ? 2 : 1));
    if (!virtual && random.nextInt(2) == 0) {
      specs.put(DependencyClass.DEPEND, spec(random, 1));
    }
    var iuse = new TreeSet<>(Set.of("u"));
    return new EffectiveUniverse.Effective(
        Cpv.parse(cpv),
        new Slot(random.nextInt(4) == 0 ? "1" : "0", "0"),
        "test",
        Eapi.EAPI_8,
        iuse,
        iuse,
        random.nextBoolean() ? iuse : new TreeSet<>(),
        Set.of(),
        Set.of(),
        specs,
        Optional.empty(),
        random.nextInt(6) == 0 ? List.of(Mask.of(Mask.Kind.KEYWORDS, "masked")) : List.of());
  }

  private static DepSpec.AllOf<Atom> spec(Random random, int size) {
    var text = new StringBuilder();
    for (int i = 0; i < size; i++) {
      switch (random.nextInt(6)) {
        case 0 -> text.append(' ').append(atom(random));
        case 1 ->
            text.append(" || ( ")
                .append(alternative(random))
                .append(' ')
                .append(alternative(random))
                .append(" )");
        case 2 -> text.append(' ').append(blocker(random));
        case 3 -> text.append(" u? ( ").append(atom(random)).append(" )");
        case 4 -> text.append(' ').append(atom(random).replace("u]", "u?]").replace("-u?", "!u?"));
        default -> {}
      }
    }
    return DepSpec.parseDependencies(text.toString().strip(), Eapi.EAPI_8).orElseThrow();
  }

  private static String alternative(Random random) {
    return random.nextInt(5) == 0 ? blocker(random) : atom(random);
  }

  private static String blocker(Random random) {
    return "!" + atom(random).replaceFirst("\\[.*", "");
  }

  private static String atom(Random random) {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    return switch (random.nextInt(7)) {
      case 0 -> "=" + name + "-" + (1 + random.nextInt(3));
      case 1 -> "<" + name + "-2";
      case 2 -> ">=" + name + "-2";
      case 3 -> name + ":0";
      case 4 -> name + "[u]";
      case 5 -> name + "[-u]";
      default -> name;
    };
  }
}
