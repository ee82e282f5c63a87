package dev.envc.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Long diagnostics are short for people and whole for programs.
class FoldingTest {
  private static Diagnostic fallen(int versions, String... texts) {
    Diagnostic result = Diagnostic.error(ResolveCode.NO_SOLUTION, "Nothing fits.");
    for (int version = versions; version > 0; version--) {
      String text = texts[version % texts.length];
      result = result.note(new Member("c/a", "c/a-" + version + "::r", "" + version, text));
    }
    return result;
  }

  private static List<String> lines(Diagnostic... diagnostics) {
    return new TextRenderer(TextRenderer.Colour.OFF).render(List.of(diagnostics)).lines().toList();
  }

  @Test
  void versionsThatFellAlikeAreOneLine() {
    assertEquals(
        List.of(
            "error[E0301]: Nothing fits.", "   = note: 17 versions of c/a, 1 to 17: each is old."),
        lines(fallen(17, "is old")));
    assertEquals(
        List.of(
            "error[E0301]: Nothing fits.",
            "   = note: c/a-4::r and c/a-2::r: each is old.",
            "   = note: c/a-3::r and c/a-1::r: each is new."),
        lines(fallen(4, "is old", "is new")));
    assertEquals("   = note: c/a-1::r is old.", lines(fallen(1, "is old")).getLast());
  }

  @Test
  void manyReasonsAreCounted() {
    String[] all = new String[60];
    for (int i = 0; i < all.length; i++) {
      all[i] = "fell " + i;
    }
    List<String> lines = lines(fallen(60, all).note("It is asked for by @system."));
    assertEquals(1 + 24 + 1 + 1, lines.size());
    assertEquals("   = note: And 36 more reasons; `--format json` has them all.", lines.get(25));
    assertEquals("   = note: It is asked for by @system.", lines.get(26));
    String json = JsonRenderer.render(List.of(fallen(60, all)));
    for (int i = 0; i < all.length; i++) {
      assertTrue(json.contains("::r fell " + i + "."), json);
    }
  }

  @Test
  void manyDiagnosticsOfOnePlaceAreCounted() {
    var many = new ArrayList<Diagnostic>();
    for (int i = 0; i < 9; i++) {
      many.add(fallen(1, "is old"));
    }
    List<String> lines = lines(many.toArray(Diagnostic[]::new));
    assertTrue(lines.contains("error[E0301]: 6 more like these, at the same place."), lines + "");
    assertEquals(3, lines.stream().filter(l -> l.contains("c/a-1::r is old")).count());
    assertEquals(6, lines.stream().filter(l -> l.equals("   = note: Nothing fits.")).count());
  }
}
