package dev.envc.compose;

import dev.envc.ast.Conditional;
import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Prioritized;
import dev.envc.ast.Repeated;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.diagnostic.Suggestions;
import dev.envc.language.Condition;
import dev.envc.language.Template;
import dev.envc.source.Span;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/// Puts the values of parameters into texts, and decides conditions.
final class Expansion {
  private static final long LONGEST = 1024 * 1024;

  private final Scope scope;
  private final Diagnostics diagnostics;
  private final boolean texts;

  Expansion(Scope scope, Diagnostics diagnostics) {
    this(scope, diagnostics, true);
  }

  private Expansion(Scope scope, Diagnostics diagnostics, boolean texts) {
    this.scope = scope;
    this.diagnostics = diagnostics;
    this.texts = texts;
  }

  /// Only decides conditions; texts stay as they are written.
  static Expansion ofConditions(Scope scope, Diagnostics diagnostics) {
    return new Expansion(scope, diagnostics, false);
  }

  Scalar expand(Scalar scalar) {
    if (!texts || !scalar.text().contains("${{")) {
      return scalar;
    }
    List<Template.Use> uses = Template.uses(scalar.text());
    long length = scalar.text().length();
    for (Template.Use use : uses) {
      requireKnown(use.name(), scalar.part(use.start(), use.end()));
      length += scope.get(use.name()).orElse("").length();
    }
    if (length > LONGEST) {
      diagnostics.add(
          Diagnostic.error(
              ManifestCode.EXPANSION,
              scalar.span(),
              "With its parameters a text is at most " + LONGEST + " characters long."));
      return scalar;
    }
    return new Scalar(Template.expand(scalar.text(), scope::get), scalar.style(), scalar.span());
  }

  /// Whether all parameters of a text have values; those that do not are reported.
  boolean isComplete(Scalar scalar) {
    expand(scalar);
    return !texts || Template.uses(scalar.text()).stream().allMatch(u -> scope.has(u.name()));
  }

  /// Whether a condition holds; a broken one does not (the shape check reports it).
  boolean holds(Scalar condition) {
    return switch (Condition.read(condition.text())) {
      case Condition.Read.Bad _ -> false;
      case Condition.Read.Ok ok -> {
        for (Condition.Name n : ok.condition().names()) {
          requireKnown(n.name(), condition.part(n.offset(), n.offset() + n.name().length()));
        }
        ok.condition().comparisons().forEach(c -> requirePossible(c, condition));
        ok.condition().lists().forEach(n -> requireList(n, condition));
        yield ok.condition().holds(scope::get, scope::list);
      }
    };
  }

  /// A value of no known shape, with what stands in it expanded and decided.
  Node plain(Node node) {
    return switch (node) {
      case Scalar s -> expand(s);
      case Sequence s ->
          new Sequence(s.items().stream().flatMap(this::counting).toList(), s.span());
      case Mapping m ->
          new Mapping(
              m.entries().stream()
                  .flatMap(e -> counting(e.value()).map(v -> new Mapping.Entry(e.key(), v)))
                  .toList(),
              m.span());
      case Prioritized p -> plain(p.value());
      case Conditional c -> plain(c.value());
      case Repeated r -> new Sequence(List.of(), r.span());
    };
  }

  private Stream<Node> counting(Node node) {
    boolean absent = node instanceof Conditional c && !holds(c.condition());
    return absent ? Stream.empty() : Stream.of(plain(node));
  }

  private void requirePossible(Condition.Among comparison, Scalar condition) {
    List<String> choices = scope.choices().getOrDefault(comparison.name(), List.of());
    diagnostics.addAll(impossible(comparison, condition, choices));
  }

  /// A word that a name never is would make a condition that never holds, or always; without
  /// `choices` it may be anything.
  static List<Diagnostic> impossible(
      Condition.Among comparison, Scalar condition, List<String> choices) {
    if (choices.isEmpty()) {
      return List.of();
    }
    return comparison.words().stream()
        .filter(w -> !choices.contains(w.text()))
        .map(w -> impossible(comparison.name(), w, condition, choices))
        .toList();
  }

  private static Diagnostic impossible(
      String name, Condition.Word word, Scalar condition, List<String> choices) {
    String value = word.text();
    List<String> named = choices.stream().map(c -> c.isEmpty() ? "\"\"" : c).toList();
    Diagnostic d =
        Diagnostic.error(
                ManifestCode.UNKNOWN_CHOICE,
                condition.part(word.offset(), word.offset() + value.length()),
                "`" + name + "` is never `" + value + "`.")
            .hint("It is one of: " + String.join(", ", named) + ".");
    return Suggestions.apply(d, value, choices);
  }

  private void requireKnown(String name, Span span) {
    if (!scope.has(name)) {
      diagnostics.add(unknown(name, span, scope.values().keySet(), "parameter"));
    }
  }

  /// Nothing is an item of what is no list.
  private void requireList(Condition.Name list, Scalar condition) {
    String name = list.name();
    if (scope.has(name) && scope.list(name).isEmpty()) {
      diagnostics.add(
          Diagnostic.error(
                  ManifestCode.UNKNOWN_PARAMETER,
                  condition.part(list.offset(), list.offset() + name.length()),
                  "`" + name + "` is no list.")
              .hint(
                  "Compare with `==`, list words as in `[a, b]`, or give the parameter"
                      + " `type: list`.",
                  "Compare with `==`, list words as in `[a, b]`, or declare `param %s: list`."
                      .formatted(name)));
    }
  }

  static Diagnostic unknown(String name, Span span, Collection<String> known, String what) {
    Diagnostic d =
        Diagnostic.error(
            ManifestCode.UNKNOWN_PARAMETER, span, "There is no " + what + " `" + name + "`.");
    Diagnostic hinted =
        d.hint("Declare it under `params` or `let`.", "Declare it with `param` or `let`.");
    return Suggestions.apply(hinted, name, known);
  }
}
