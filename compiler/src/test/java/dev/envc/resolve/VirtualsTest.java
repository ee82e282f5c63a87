package dev.envc.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.envc.pms.Atom;
import dev.envc.pms.Cpv;
import dev.envc.pms.DepSpec;
import dev.envc.pms.Eapi;
import dev.envc.pms.PackageName;
import dev.envc.pms.Slot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Virtual packages, of which the resolver weighs every version by what it asks for.
class VirtualsTest {
  private static final PackageName VIRTUAL = Cpv.parse("virtual/v-1").name();

  private static Candidate candidate(String cpv, String slot, String rdepend) {
    return new EffectiveUniverse.Effective(
        Cpv.parse(cpv),
        Slot.parse(slot),
        "test",
        Eapi.EAPI_8,
        new TreeSet<>(),
        new TreeSet<>(),
        new TreeSet<>(),
        Set.of(),
        Set.of(),
        Map.of(
            DependencyClass.RDEPEND, DepSpec.parseDependencies(rdepend, Eapi.EAPI_8).orElseThrow()),
        Optional.empty(),
        List.of());
  }

  private static List<String> chosen(String wish, Universe universe) {
    Request request = Request.runtime(List.of(Wish.of(Atom.parse(wish))));
    Resolution resolution =
        assertInstanceOf(Resolution.class, new Resolver().resolve(request, universe));
    return resolution.packages().stream().map(c -> c.candidate().cpv() + "").sorted().toList();
  }

  private static List<String> walked(String wish, Universe universe) {
    var pool = new Pool(universe);
    Plan plan = Resolver.plan(Request.runtime(List.of(Wish.of(Atom.parse(wish)))), pool);
    return MergeOrder.of(Walks.run(pool, plan).orElseThrow()).stream()
        .map(node -> node.candidate.cpv() + "")
        .sorted()
        .toList();
  }

  @Test
  void anAlternativeThatIsTheVirtualItselfAddsNoOtherVersionOfIt() {
    Universe universe =
        EffectiveUniverse.of(
            List.of(
                candidate("c/a-1", "0", "virtual/v"),
                candidate("virtual/v-2", "0/2", "|| ( c/none >=c/a-1 )"),
                candidate("virtual/v-3", "0/1", "|| ( c/none virtual/v )")));
    List<String> expected = List.of("c/a-1", "virtual/v-3");
    assertEquals(expected, walked("c/a", universe));
    assertEquals(expected, chosen("c/a", universe));
  }

  @Test
  void aProvidedVirtualIsNotInstalled() {
    Universe universe =
        new Providing(
            EffectiveUniverse.of(
                List.of(
                    candidate("c/a-1", "0", "virtual/v"),
                    candidate("c/b-1", "0", ""),
                    candidate("virtual/v-1", "0", "c/b"))),
            Cpv.parse("virtual/v-1"));
    assertEquals(List.of("c/a-1"), chosen("c/a", universe));
  }

  /// A universe in which one version counts as installed by other means.
  private record Providing(Universe universe, Cpv cpv) implements Universe {
    @Override
    public List<? extends Candidate> candidates(PackageName name) {
      return universe.candidates(name);
    }

    @Override
    public List<Cpv> provided(PackageName name) {
      return name.equals(VIRTUAL) ? List.of(cpv) : List.of();
    }
  }
}
