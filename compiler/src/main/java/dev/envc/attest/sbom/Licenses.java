package dev.envc.attest.sbom;

import dev.envc.pms.DepSpec;
import dev.envc.pms.Parsed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Gentoo's licenses (PMS 7.3.8, LICENSE; names are files below `licenses/` of a tree) as SPDX
/// license expressions. A name that has no SPDX identifier becomes `LicenseRef-gentoo-NAME`.
public final class Licenses {
  private static final String PREFIX = "LicenseRef-gentoo-";
  private static final Map<String, String> SPDX = table();

  private Licenses() {}

  /// An SPDX expression (SPDX 2.3, annex D): terms that all apply, each a name or a choice in
  /// parentheses, none when the package says nothing that can be read; and the Gentoo names behind
  /// its `LicenseRef-…`.
  public record Expression(List<String> terms, SortedMap<String, String> references) {
    public static final Expression NONE = new Expression(List.of(), new TreeMap<>());

    public Expression {
      terms = List.copyOf(terms);
      references = Collections.unmodifiableSortedMap(new TreeMap<>(references));
    }

    public boolean isKnown() {
      return !terms.isEmpty();
    }

    /// The expression as it is written; `NOASSERTION` when there is none.
    public String text() {
      if (terms.isEmpty()) {
        return "NOASSERTION";
      }
      String only = terms.getFirst();
      return terms.size() == 1 && only.startsWith("(")
          ? only.substring(1, only.length() - 1)
          : String.join(" AND ", terms);
    }
  }

  /// The expression of a LICENSE under USE flags.
  public static Expression of(String license, Predicate<String> use) {
    if (!(DepSpec.parseLicense(license) instanceof Parsed.Ok<DepSpec.AllOf<String>>(var spec))) {
      return Expression.NONE;
    }
    var references = new TreeMap<String, String>();
    var terms = new LinkedHashSet<String>();
    for (DepSpec<String> child : DepSpec.evaluate(spec, use).children()) {
      terms.add(term(child, references).grouped());
    }
    terms.remove("");
    return new Expression(List.copyOf(terms), references);
  }

  /// All of several expressions at once: each term once, sorted.
  public static Expression all(Collection<Expression> expressions) {
    var references = new TreeMap<String, String>();
    var terms = new TreeSet<String>();
    for (Expression e : expressions) {
      references.putAll(e.references());
      terms.addAll(e.terms());
    }
    return new Expression(List.copyOf(terms), references);
  }

  /// A part of an expression; `compound` when it needs parentheses beside others.
  private record Term(String text, boolean compound) {
    String grouped() {
      return compound ? "(" + text + ")" : text;
    }
  }

  private static Term term(DepSpec<String> spec, SortedMap<String, String> references) {
    return switch (spec) {
      case DepSpec.Leaf<String>(var name) -> new Term(name(name, references), false);
      case DepSpec.AllOf<String>(var children) -> joined(children, " AND ", references);
      case DepSpec.UseConditional<String>(_, _, var children) ->
          joined(children, " AND ", references);
      case DepSpec.AnyOf<String>(var children) -> joined(children, " OR ", references);
      case DepSpec.ExactlyOneOf<String>(var children) -> joined(children, " OR ", references);
      case DepSpec.AtMostOneOf<String>(var children) -> joined(children, " OR ", references);
    };
  }

  private static Term joined(
      List<DepSpec<String>> children, String operator, SortedMap<String, String> references) {
    var terms = new ArrayList<Term>();
    children.forEach(c -> terms.add(term(c, references)));
    terms.removeIf(t -> t.text().isEmpty());
    if (terms.size() == 1) {
      return terms.getFirst();
    }
    var texts =
        terms.stream().map(Term::grouped).collect(Collectors.toCollection(LinkedHashSet::new));
    return new Term(String.join(operator, texts), texts.size() > 1);
  }

  private static String name(String gentoo, SortedMap<String, String> references) {
    String spdx = SPDX.get(gentoo);
    if (spdx != null) {
      return spdx;
    }
    String reference = PREFIX + Identifiers.of(gentoo);
    references.put(reference, gentoo);
    return reference;
  }

  private static Map<String, String> table() {
    try (InputStream in = Licenses.class.getResourceAsStream("licenses.tsv")) {
      if (in == null) {
        throw new IllegalStateException("licenses.tsv is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(l -> !l.startsWith("#"))
          .map(l -> l.split("\t", -1))
          .collect(Collectors.toUnmodifiableMap(f -> f[0], f -> f[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
