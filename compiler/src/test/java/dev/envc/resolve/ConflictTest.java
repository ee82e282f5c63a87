package dev.envc.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.ResolveCode;
import dev.envc.pms.Atom;
import dev.envc.pms.Cpv;
import dev.envc.pms.DepSpec;
import dev.envc.pms.Eapi;
import dev.envc.pms.RequiredUse;
import dev.envc.pms.Slot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is said where there is no answer.
class ConflictTest {
  private static final Mask TESTING =
      new Mask(
          Mask.Kind.KEYWORDS,
          "in testing",
          Optional.empty(),
          Optional.empty(),
          Optional.of("~amd64"));

  static Candidate candidate(String cpv, String rdepend, Mask... masks) {
    return candidate(cpv, DependencyClass.RDEPEND, rdepend, "", masks);
  }

  private static Candidate candidate(
      String cpv, DependencyClass kind, String spec, String requiredUse, Mask... masks) {
    var iuse = new TreeSet<>(Set.of("u"));
    return new EffectiveUniverse.Effective(
        Cpv.parse(cpv),
        Slot.ZERO,
        "test",
        Eapi.EAPI_8,
        iuse,
        iuse,
        new TreeSet<>(),
        Set.of(),
        Set.of(),
        Map.of(kind, DepSpec.parseDependencies(spec, Eapi.EAPI_8).orElseThrow()),
        requiredUse.isEmpty()
            ? Optional.empty()
            : Optional.of(RequiredUse.parse(requiredUse, Eapi.EAPI_8)),
        List.of(masks));
  }

  private static Conflict conflict(Request request, Candidate... candidates) {
    Outcome outcome = new Resolver().resolve(request, EffectiveUniverse.of(List.of(candidates)));
    assertTrue(outcome instanceof Conflict, "there is an answer: " + outcome);
    return (Conflict) outcome;
  }

  private static Request install(String... atoms) {
    return Request.runtime(Stream.of(atoms).map(Atom::parse).map(Wish::of).toList());
  }

  private static List<String> notes(Conflict conflict) {
    return conflict.diagnostics().getFirst().notes().stream()
        .map(Diagnostic.Note::message)
        .toList();
  }

  private static void assertFixes(Conflict conflict, String... fixes) {
    assertEquals(List.of(fixes), conflict.fixes().stream().map(Fix::toString).toList());
  }

  @Test
  void namesThePackageThatIsNotThere() {
    Conflict conflict = conflict(install("c/b"), candidate("c/a-1", ""));
    assertEquals(ResolveCode.NO_SUCH_PACKAGE, conflict.diagnostics().getFirst().code());
  }

  @Test
  void followsADependencyToTheMask() {
    Conflict conflict =
        conflict(install("c/a"), candidate("c/a-1", "c/b"), candidate("c/b-1", "", TESTING));
    assertEquals(
        List.of(
            "c/a-1::test needs `c/b`, which cannot be had.",
            "c/b-1::test is in testing.",
            "It is asked for by manifest."),
        notes(conflict));
    assertFixes(conflict, "Accept the keyword `~amd64` for `=c/b-1`.");
  }

  @Test
  void suggestsAUseFlag() {
    Conflict conflict =
        conflict(install("c/a"), candidate("c/a-1", "c/b[u]"), candidate("c/b-1", ""));
    assertTrue(notes(conflict).contains("c/b-1::test has the USE flag `u` off."));
    assertFixes(conflict, "Set the USE flag `u` for `=c/b-1`.");
  }

  @Test
  void showsTheUnsatisfiedRequiredUse() {
    Conflict conflict =
        conflict(install("c/a"), candidate("c/a-1", DependencyClass.RDEPEND, "", "u"));
    assertTrue(notes(conflict).contains("c/a-1::test does not satisfy its REQUIRED_USE `u`."));
    assertFixes(conflict, "Set the USE flag `u` for `=c/a-1`.");
  }

  /// One cause of several: what helps all of them is found, the nearest to the cause comes first.
  @Test
  void mendsTheOneCauseOfManyWishes() {
    Conflict conflict =
        conflict(
            install("c/a", "c/b", "c/d"),
            candidate("c/a-1", "c/x"),
            candidate("c/a-2", "c/b", TESTING),
            candidate("c/b-1", "c/d"),
            candidate("c/d-1", "c/x"),
            candidate("c/d-2", "c/b", TESTING),
            candidate("c/x-1", "", TESTING));
    assertEquals(3, conflict.diagnostics().size());
    assertEquals(
        "Nothing that fits `c/b` can be installed.",
        conflict.diagnostics().getLast().message(),
        "what is farthest from the cause");
    assertEquals(
        "Accept the keyword `~amd64` for `=c/x-1`.", conflict.fixes().getFirst().toString());
  }

  @Test
  void saysSoWhereNothingHelps() {
    Conflict conflict = conflict(install("c/a"), candidate("c/a-1", "c/nowhere"));
    assertTrue(conflict.fixes().isEmpty());
    assertTrue(
        conflict.diagnostics().getFirst().hint().orElse("").startsWith("No change of the manifest"),
        conflict.diagnostics().toString());
  }

  @Test
  void namesTheWishesThatExcludeEachOther() {
    Conflict conflict =
        conflict(
            install("c/a", "c/b", "c/d"),
            candidate("c/a-1", "=c/x-1"),
            candidate("c/b-1", "=c/x-2"),
            candidate("c/d-1", ""),
            candidate("c/x-1", ""),
            candidate("c/x-2", ""));
    assertEquals(
        "These cannot be installed together: `c/a`, `c/b`.",
        conflict.diagnostics().getFirst().message());
    assertFixes(conflict, "Remove `c/a` from the request.", "Remove `c/b` from the request.");
  }

  @Test
  void showsACycleOfBuilding() {
    Request build = Request.build(List.of(Wish.of(Atom.parse("c/a"))));
    Conflict conflict =
        conflict(
            build,
            candidate("c/a-1", DependencyClass.DEPEND, "c/b", ""),
            candidate("c/b-1", DependencyClass.BDEPEND, "c/a", ""));
    assertEquals(ResolveCode.BUILD_CYCLE, conflict.diagnostics().getFirst().code());
    assertTrue(
        notes(conflict).contains("c/a-1::test needs c/b-1::test needs c/a-1::test."),
        notes(conflict).toString());
  }

  /// The alternative that blocks `c/z` is none, as `c/z` is asked for.
  @Test
  void aBlockerAmongAlternativesDoesNotBreakACycle() {
    Request build = Request.build(Stream.of("c/a", "c/z").map(Atom::parse).map(Wish::of).toList());
    Conflict conflict =
        conflict(
            build,
            candidate("c/a-1", "|| ( !c/z c/b )"),
            candidate("c/b-1", DependencyClass.DEPEND, "c/a", ""),
            candidate("c/z-1", ""));
    assertEquals(ResolveCode.BUILD_CYCLE, conflict.diagnostics().getFirst().code());
  }

  @Test
  void variantsShareVersions() {
    Universe universe =
        EffectiveUniverse.of(
            List.of(
                candidate("c/a-1", "c/x"),
                candidate("c/tool-1", "=c/x-1"),
                candidate("c/x-1", ""),
                candidate("c/x-2", "")));
    List<Outcome> outcomes =
        new Resolver().resolveTogether(List.of(install("c/a"), install("c/a", "c/tool")), universe);
    Resolution production = (Resolution) outcomes.getFirst();
    assertEquals(
        List.of("c/x-1::test", "c/a-1::test"),
        production.packages().stream().map(p -> p.candidate().id()).toList());
  }
}
