package dev.envc.editor;

import dev.envc.ast.Conditional;
import dev.envc.ast.Document;
import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Prioritized;
import dev.envc.ast.Repeated;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.language.Condition;
import dev.envc.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the names in a document: declared under `params` and `let` and by loops, used in `${{ …
/// }}`, in conditions, by loops and under `matrix`.
final class NameUses {
  private static final Pattern TEMPLATE =
      Pattern.compile("(?<!\\$)\\$\\{\\{\\s*([A-Za-z0-9_-]+)\\s*\\}\\}");

  private final List<NameUse> uses = new ArrayList<>();

  private NameUses() {}

  /// All of a document, in no order.
  static List<NameUse> of(Document document) {
    var found = new NameUses();
    for (Mapping.Entry e : document.root().entries()) {
      if (e.value() instanceof Mapping m && List.of("params", "let", "matrix").contains(e.name())) {
        boolean declares = !e.name().equals("matrix");
        m.entries().forEach(d -> found.add(d.key().text(), d.key().span(), declares));
      }
      found.walk(e.value(), Map.of());
    }
    return found.uses;
  }

  /// The name that stands at an offset of a document.
  static Optional<NameUse> at(Document document, int offset) {
    return of(document).stream()
        .filter(u -> u.span().start() <= offset && offset <= u.span().end())
        .findFirst();
  }

  private void add(String name, Span span, boolean declaration) {
    uses.add(new NameUse(name, span, declaration, Optional.empty()));
  }

  private void walk(Node node, Map<String, Span> loops) {
    switch (node) {
      case Scalar s -> templates(s, loops);
      case Sequence s -> s.items().forEach(i -> walk(i, loops));
      case Mapping m ->
          m.entries()
              .forEach(
                  e -> {
                    templates(e.key(), loops);
                    walk(e.value(), loops);
                  });
      case Prioritized p -> {
        walk(p.value(), loops);
        p.because().ifPresent(b -> templates(b, loops));
      }
      case Conditional c -> {
        condition(c.condition(), loops);
        walk(c.value(), loops);
      }
      case Repeated r -> loop(r, loops);
    }
  }

  private void loop(Repeated loop, Map<String, Span> around) {
    if (loop.in() instanceof Scalar list) {
      use(list.text(), list.span(), around);
    } else {
      walk(loop.in(), around);
    }
    Scalar variable = loop.variable();
    uses.add(
        new NameUse(
            variable.text(),
            variable.span(),
            /* isDeclaration= */ true,
            Optional.of(variable.span())));
    var inside = new TreeMap<>(around);
    inside.put(variable.text(), variable.span());
    walk(loop.value(), inside);
  }

  private void use(String name, Span span, Map<String, Span> loops) {
    uses.add(new NameUse(name, span, false, Optional.ofNullable(loops.get(name))));
  }

  /// In the text as it is written, so that quotes and line breaks are in nobody's way.
  private void templates(Scalar scalar, Map<String, Span> loops) {
    Span span = scalar.span();
    if (!scalar.text().contains("${{")) {
      return;
    }
    Matcher m = TEMPLATE.matcher(span.text());
    while (m.find()) {
      use(m.group(1), part(span, m.start(1), m.end(1)), loops);
    }
  }

  private void condition(Scalar condition, Map<String, Span> loops) {
    if (Condition.read(condition.text()) instanceof Condition.Read.Ok(Condition read)) {
      for (Condition.Name n : read.names()) {
        Span span = condition.part(n.offset(), n.offset() + n.name().length());
        if (span.text().equals(n.name())) {
          use(n.name(), span, loops);
        }
      }
    }
  }

  private static Span part(Span span, int from, int to) {
    return span.file().span(span.start() + from, span.start() + to);
  }
}
