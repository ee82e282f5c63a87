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
import dev.envc.language.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Writes loops out: a value once for each item. Inside, texts and conditions are decided at once,
/// because only there the variable has a value. What loops make is bounded, so this always ends.
final class Loops {
  static final int MOST_ROUNDS = 1000;
  static final int MOST_TEXTS = 100_000;

  private final Scope scope;
  private final Diagnostics diagnostics;
  private int rounds;
  private int texts;

  Loops(Scope scope, Diagnostics diagnostics) {
    this.scope = scope;
    this.diagnostics = diagnostics;
  }

  /// A mapping without loops.
  Mapping writtenOut(Mapping mapping) {
    return (Mapping) outside(mapping);
  }

  /// The items of a list, without loops.
  Stream<Node> items(Sequence list) {
    return list.items().stream().flatMap(this::item);
  }

  private Stream<Node> item(Node node) {
    return node instanceof Repeated r ? rounds(r, scope) : Stream.of(outside(node));
  }

  private Node outside(Node node) {
    return switch (node) {
      case Scalar s -> s;
      case Sequence s -> new Sequence(items(s).toList(), s.span());
      case Mapping m ->
          new Mapping(
              m.entries().stream()
                  .filter(e -> !(e.value() instanceof Repeated))
                  .map(e -> new Mapping.Entry(e.key(), outside(e.value())))
                  .toList(),
              m.span());
      case Prioritized p ->
          new Prioritized(p.priority(), outside(p.value()), p.because(), p.span());
      case Conditional c -> new Conditional(c.condition(), outside(c.value()), c.span());
      // The shape check has reported it: here is no list.
      case Repeated r -> new Sequence(List.of(), r.span());
    };
  }

  private Stream<Node> rounds(Repeated loop, Scope around) {
    String name = loop.variable().text();
    if (around.has(name)) {
      diagnostics.add(
          Diagnostic.error(
                  ManifestCode.LET,
                  loop.variable().span(),
                  "`" + name + "` already has a meaning here.")
              .hint("Give the variable of the loop another name."));
      return Stream.empty();
    }
    var made = new ArrayList<Node>();
    for (String item : values(loop.in(), around)) {
      if (++rounds > MOST_ROUNDS || texts > MOST_TEXTS) {
        diagnostics.add(tooMuch(loop));
        break;
      }
      inside(loop.value(), around.with(name, item)).forEach(made::add);
    }
    return made.stream();
  }

  private static Diagnostic tooMuch(Repeated loop) {
    return Diagnostic.error(
        ManifestCode.EXPANSION,
        loop.variable().span(),
        "The loops of an environment make at most "
            + MOST_ROUNDS
            + " rounds and "
            + MOST_TEXTS
            + " values.");
  }

  private List<String> values(Node in, Scope around) {
    if (in instanceof Scalar name) {
      return around
          .list(name.text())
          .orElseGet(
              () -> {
                diagnostics.add(noList(name, around));
                return List.of();
              });
    }
    return inside(in, around)
        .filter(Sequence.class::isInstance)
        .flatMap(s -> ((Sequence) s).items().stream())
        .filter(Scalar.class::isInstance)
        .map(s -> Template.unescaped(((Scalar) s).text()))
        .toList();
  }

  private static Diagnostic noList(Scalar name, Scope around) {
    if (around.has(name.text())) {
      return Diagnostic.error(
              ManifestCode.UNKNOWN_PARAMETER, name.span(), "`" + name.text() + "` is no list.")
          .hint("A loop goes over a list: a parameter of type list, a `let`, or `[a, b]`.");
    }
    return Expansion.unknown(name.text(), name.span(), around.lists().keySet(), "list");
  }

  private Stream<Node> inside(Node node, Scope here) {
    var expansion = new Expansion(here, diagnostics);
    Function<Scalar, Scalar> text = s -> decided(s, expansion);
    return switch (node) {
      case Scalar s -> Stream.of(text.apply(s));
      case Sequence s ->
          Stream.of(
              new Sequence(s.items().stream().flatMap(i -> inside(i, here)).toList(), s.span()));
      case Mapping m ->
          Stream.of(
              new Mapping(
                  m.entries().stream()
                      .filter(e -> !(e.value() instanceof Repeated))
                      .flatMap(
                          e ->
                              inside(e.value(), here)
                                  .map(v -> new Mapping.Entry(text.apply(e.key()), v)))
                      .toList(),
                  m.span()));
      case Prioritized p ->
          inside(p.value(), here)
              .map(v -> new Prioritized(p.priority(), v, p.because().map(text), p.span()));
      case Conditional c ->
          expansion.holds(c.condition()) ? inside(c.value(), here) : Stream.empty();
      case Repeated r -> rounds(r, here);
    };
  }

  /// The text as it will be, written so that a second expansion changes nothing.
  private Scalar decided(Scalar s, Expansion expansion) {
    texts++;
    return s.text().contains("${{")
        ? new Scalar(Template.escaped(expansion.expand(s).text()), s.style(), s.span())
        : s;
  }
}
