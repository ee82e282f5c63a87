package dev.envc.check;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Edit;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.language.Characters;
import dev.envc.source.Span;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Names the characters that a reader takes for others: `dev-lang/pythоn` with a Cyrillic o is no
/// package, and looks like one.
///
/// The letters are those that Unicode Technical Standard 39 (confusables) maps to one ASCII
/// character each in the scripts people type by mistake, Cyrillic and Greek; full-width forms and
/// dashes beside them.
public final class Lookalikes {
  private static final String FOREIGN =
      "аеорсухѕіјԁԛԝһАВЕКМНОРСТХЅІЈ" + "ονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "‐‑‒–—―−⁄∕’‘“”\u00A0";
  private static final String ASCII =
      "aeopcyxsijdqwhABEKMHOPCTXSIJ" + "ovABEZHIKMNOPTYX" + "-------//''\"\" ";
  private static final Map<Integer, Character> TABLE = table();

  /// What is wrong there is not how a text is spelt.
  private static final Set<ManifestCode> OTHER =
      EnumSet.of(
          ManifestCode.NOT_UTF8,
          ManifestCode.CHARACTER,
          ManifestCode.CONFLICT,
          ManifestCode.TWICE,
          ManifestCode.DUPLICATE_KEY);

  private static final int LONGEST = 300;

  private Lookalikes() {}

  private static Map<Integer, Character> table() {
    var table = new HashMap<Integer, Character>();
    int[] foreign = FOREIGN.codePoints().toArray();
    for (int i = 0; i < foreign.length; i++) {
      table.put(foreign[i], ASCII.charAt(i));
    }
    return Map.copyOf(table);
  }

  /// The diagnostic with a note about the first character of its place that is not ASCII, and an
  /// edit that writes what it looks like.
  public static Diagnostic explain(Diagnostic d) {
    boolean spelling = d.code() instanceof ManifestCode code && !OTHER.contains(code);
    return spelling ? d.span().flatMap(s -> explain(d, s)).orElse(d) : d;
  }

  private static Optional<Diagnostic> explain(Diagnostic d, Span span) {
    String text = span.text();
    if (text.length() > LONGEST || text.chars().anyMatch(Character::isWhitespace)) {
      return Optional.empty();
    }
    OptionalInt first = text.codePoints().filter(c -> c > 0x7E).findFirst();
    if (first.isEmpty()) {
      return Optional.empty();
    }
    int c = first.getAsInt();
    int at = span.start() + text.indexOf(c);
    Optional<Character> ascii = ascii(c);
    String looks = ascii.map(a -> ", not the `" + a + "` that it looks like").orElse("");
    Diagnostic noted =
        d.note(
            "This character is " + Characters.name(c) + looks + ".",
            span.file().span(at, at + Character.charCount(c)));
    return Optional.of(
        skeleton(text)
            .map(t -> noted.edit(new Edit("write `" + t + "` in ASCII", span, t)))
            .orElse(noted));
  }

  private static Optional<Character> ascii(int c) {
    if (c >= 0xFF01 && c <= 0xFF5E) {
      return Optional.of((char) (c - 0xFEE0));
    }
    return Optional.ofNullable(TABLE.get(c));
  }

  /// What a text looks like in ASCII; empty when a character of it looks like nothing there.
  private static Optional<String> skeleton(String text) {
    var out = new StringBuilder();
    for (int c : text.codePoints().toArray()) {
      Optional<Character> ascii = c <= 0x7E ? Optional.of((char) c) : ascii(c);
      if (ascii.isEmpty()) {
        return Optional.empty();
      }
      out.append(ascii.get());
    }
    return Optional.of(out.toString());
  }
}
