package dev.envc.pms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.pms.DepSpec.AllOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Laws that hold for all values.
class PmsPropertiesTest {
  @Provide
  Arbitrary<Version> versions() {
    Arbitrary<String> number =
        Arbitraries.of(
            "0", "00", "1", "01", "010", "10", "2", "239", "240", "9999", "1".repeat(30));
    Arbitrary<String> further = number.map(n -> "." + n);
    Arbitrary<String> letter = Arbitraries.of("", "a", "b", "z");
    Arbitrary<String> suffix =
        Combinators.combine(
                Arbitraries.of("_alpha", "_beta", "_pre", "_rc", "_p"),
                Arbitraries.of("", "0", "1", "01", "300"))
            .as(String::concat);
    return Combinators.combine(
            number,
            further.list().ofMaxSize(3).map(l -> String.join("", l)),
            letter,
            suffix.list().ofMaxSize(2).map(l -> String.join("", l)),
            Arbitraries.of("", "-r0", "-r1", "-r01", "-r10"))
        .as((a, b, c, d, e) -> Version.parse(a + b + c + d + e));
  }

  @Property
  void versionOrderIsTotal(
      @ForAll("versions") Version a, @ForAll("versions") Version b, @ForAll("versions") Version c) {
    assertEquals(Integer.signum(a.compareTo(b)), -Integer.signum(b.compareTo(a)));
    assertEquals(a.equals(b), a.compareTo(b) == 0);
    assertTrue(!a.equals(b) || a.hashCode() == b.hashCode());
    if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
      assertTrue(a.compareTo(c) <= 0);
    }
  }

  @Property
  void versionOrderIsThatOfTheSpecification(
      @ForAll("versions") Version a, @ForAll("versions") Version b) {
    assertEquals(
        Integer.signum(PlainVersionOrder.compare(a.toString(), b.toString())),
        Integer.signum(a.compareTo(b)));
  }

  @Property
  void versionParts(@ForAll("versions") Version a, @ForAll("versions") Version b) {
    assertEquals(a.toString(), Version.parse(a.toString()).toString());
    assertTrue(a.startsWith(a));
    assertEquals(a.withoutRevision().equals(b.withoutRevision()), a.equalsIgnoringRevision(b));
    assertTrue(!a.equals(b) || a.startsWith(b));
  }

  @Property
  void restrictionsThatShareAVersionIntersect(
      @ForAll("versions") Version v,
      @ForAll("versions") Version a,
      @ForAll("versions") Version b,
      @ForAll("operators") VersionOperator left,
      @ForAll("operators") VersionOperator right) {
    var first = new VersionRestriction(left, a);
    var second = new VersionRestriction(right, b);
    if (first.matches(v) && second.matches(v)) {
      assertTrue(first.intersects(second), first + " and " + second + " share " + v);
    }
  }

  @Provide
  Arbitrary<VersionOperator> operators() {
    return Arbitraries.of(VersionOperator.values()).filter(o -> o != VersionOperator.NONE);
  }

  @Provide
  Arbitrary<String> atoms() {
    Arbitrary<String> name = Arbitraries.of("a/b", "dev-libs/gtk+", "x_1/y-z", "_/b-r1");
    Arbitrary<String> head =
        Combinators.combine(
                Arbitraries.of("", "!", "!!"),
                Arbitraries.of("", "<", "<=", "=", "~", ">=", ">", "=*"),
                name,
                versions())
            .as(
                (blocker, operator, n, version) ->
                    operator.isEmpty()
                        ? blocker + n
                        : operator.equals("=*")
                            ? blocker + "=" + n + "-" + version + "*"
                            : blocker + operator + n + "-" + version);
    Arbitrary<String> slot = Arbitraries.of("", ":0", ":0/1", ":=", ":*", ":2=", ":2/2=");
    Arbitrary<String> repository = Arbitraries.of("", "::gentoo");
    Arbitrary<String> use =
        Arbitraries.of("", "[x]", "[-x,y?]", "[!x?,y=,!z=]", "[a(+),-b(-),c(+)?]");
    return Combinators.combine(head, slot, repository, use).as((a, b, c, d) -> a + b + c + d);
  }

  @Property
  void atomsPrintWhatTheyParse(@ForAll("atoms") String text) {
    Atom atom = Atom.parse(text);
    assertEquals(text, atom.toString());
    assertEquals(atom, Atom.parse(atom.toString()));
    assertEquals(0, atom.compareTo(Atom.parse(text)));
    assertTrue(atom.intersects(atom));
    assertTrue(!atom.evaluate(Set.of("x")::contains).hasConditionalUse());
  }

  @Property
  void anyTextIsReadOrRefused(@ForAll String text) {
    var outcomes = new ArrayList<Parsed<?>>();
    outcomes.add(Atom.tryParse(text));
    outcomes.add(AtomPattern.tryParse(text));
    outcomes.add(Version.tryParse(text));
    outcomes.add(DepSpec.parseDependencies(text, Eapi.LATEST));
    outcomes.add(DepSpec.parseSrcUri(text, Eapi.LATEST));
    outcomes.add(RequiredUse.tryParse(text, Eapi.LATEST));
    assertEquals(6, outcomes.size());
  }

  @Provide
  Arbitrary<String> specs() {
    Arbitrary<String> leaf = Arbitraries.of("a/b", ">=c/d-1", "!e/f[x?]");
    return Arbitraries.recursive(
        () -> leaf,
        inner ->
            Combinators.combine(
                    Arbitraries.of("( ", "|| ( ", "x? ( ", "!y? ( "),
                    inner.list().ofMinSize(1).ofMaxSize(3))
                .as((group, items) -> group + String.join(" ", items) + " )"),
        0,
        4);
  }

  @Property(tries = 300)
  void specificationsPrintWhatTheyParse(@ForAll("specs") String text) {
    AllOf<Atom> spec = DepSpec.parseDependencies(text, Eapi.LATEST).orElseThrow();
    assertEquals(text, spec.toString());
    assertEquals(spec, DepSpec.parseDependencies(spec.toString(), Eapi.LATEST).orElseThrow());
    AllOf<Atom> evaluated = DepSpec.evaluateDependencies(spec, Set.of("x")::contains);
    assertEquals(List.of(), evaluated.conditionFlags());
    assertTrue(evaluated.leaves().stream().noneMatch(Atom::hasConditionalUse));
  }

  /// PMS 8.2: one or more items. Portage reads empty groups in REQUIRED_USE only.
  @Example
  void emptyGroupsAreRefused() {
    for (String text : List.of("( )", "|| ( )", "x? ( )", "a/b || ( a/c ( ) )")) {
      assertTrue(!DepSpec.parseDependencies(text, Eapi.LATEST).isOk(), text);
    }
    assertTrue(!DepSpec.parseLicense("|| ( )").isOk());
    assertTrue(!DepSpec.parseProperties("x? ( )").isOk());
    assertTrue(DepSpec.parseRequiredUse("|| ( )", Eapi.LATEST).isOk());
    RequiredUse empty = RequiredUse.parse("a? ( a || ( ) ) || ( a )", Eapi.LATEST);
    assertEquals("a? ( )", empty.unsatisfiedPart(Set.of("a")::contains).orElseThrow());
  }

  @Example
  void deepNestingIsRefused() {
    String deep = "( ".repeat(100_000) + "a/b" + " )".repeat(100_000);
    assertTrue(!DepSpec.parseDependencies(deep, Eapi.LATEST).isOk());
    String allowed = "( ".repeat(DepSpec.MAX_DEPTH) + "a/b" + " )".repeat(DepSpec.MAX_DEPTH);
    AllOf<Atom> spec = DepSpec.parseDependencies(allowed, Eapi.LATEST).orElseThrow();
    assertEquals(allowed, spec.toString());
  }
}
