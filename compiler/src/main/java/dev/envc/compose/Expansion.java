package dev.envc.compose;

import dev.envc.ast.Conditional;
import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Prioritized;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.diagnostic.Suggestions;
import dev.envc.language.Condition;
import dev.envc.language.Template;
import dev.envc.source.Span;
import java.util.stream.Stream;

/// Puts the values of parameters into texts, and decides conditions.
final class Expansion {
  private final Scope scope;
  private final Diagnostics diagnostics;

  Expansion(Scope scope, Diagnostics diagnostics) {
    this.scope = scope;
    this.diagnostics = diagnostics;
  }

  Scalar expand(Scalar scalar) {
    if (!scalar.text().contains("${{")) {
      return scalar;
    }
    for (Template.Use use : Template.uses(scalar.text())) {
      requireKnown(use.name(), scalar.part(use.start(), use.end()));
    }
    return new Scalar(Template.expand(scalar.text(), scope::get), scalar.style(), scalar.span());
  }

  /// Whether all parameters of a text have values; those that do not are reported.
  boolean isComplete(Scalar scalar) {
    expand(scalar);
    return Template.uses(scalar.text()).stream().allMatch(u -> scope.has(u.name()));
  }

  /// Whether a condition holds; a broken one does not (the shape check reports it).
  boolean holds(Scalar condition) {
    return switch (Condition.read(condition.text())) {
      case Condition.Read.Bad _ -> false;
      case Condition.Read.Ok ok -> {
        for (Condition.Name n : ok.condition().names()) {
          requireKnown(n.name(), condition.part(n.offset(), n.offset() + n.name().length()));
        }
        yield ok.condition().holds(scope::get);
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
    };
  }

  private Stream<Node> counting(Node node) {
    boolean absent = node instanceof Conditional c && !holds(c.condition());
    return absent ? Stream.empty() : Stream.of(plain(node));
  }

  private void requireKnown(String name, Span span) {
    if (!scope.has(name)) {
      Diagnostic d =
          Diagnostic.error(
              ManifestCode.UNKNOWN_PARAMETER, span, "There is no parameter `" + name + "`.");
      diagnostics.add(
          Suggestions.question(name, scope.values().keySet())
              .map(d::hint)
              .orElse(d.hint("Declare it under `params`.")));
    }
  }
}
