package dev.envc.check;

import dev.envc.ast.Conditional;
import dev.envc.ast.Document;
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
import dev.envc.source.Span;
import java.util.List;

/// What says which environments there are is read before any name has a value: no condition, loop
/// or `${{ … }}` can stand in `params` and `matrix`, and no loop in `arch`.
final class EarlyFields {
  private static final List<String> EARLY = List.of("params", "matrix");

  private final String field;
  private final Diagnostics diagnostics;

  private EarlyFields(String field, Diagnostics diagnostics) {
    this.field = field;
    this.diagnostics = diagnostics;
  }

  static void check(Document document, Diagnostics diagnostics) {
    for (Mapping.Entry e : document.root().entries()) {
      if (EARLY.contains(e.name())) {
        new EarlyFields(e.name(), diagnostics).visit(e.value());
      } else if (e.name().equals("arch") && e.value() instanceof Sequence s) {
        var arch = new EarlyFields(e.name(), diagnostics);
        s.items().stream().filter(Repeated.class::isInstance).forEach(arch::visit);
      }
    }
  }

  private void visit(Node node) {
    switch (node) {
      case Scalar s ->
          Template.uses(s.text())
              .forEach(u -> refuse(s.part(u.start(), u.end()), "`" + u.name() + "`"));
      case Sequence s -> s.items().forEach(this::visit);
      case Mapping m -> m.entries().forEach(e -> visit(e.value()));
      case Prioritized p -> visit(p.value());
      case Conditional c -> refuse(c.condition().span(), "A condition");
      case Repeated r -> refuse(r.variable().span(), "A loop");
    }
  }

  private void refuse(Span place, String what) {
    diagnostics.add(
        Diagnostic.error(
                ManifestCode.TOO_EARLY,
                place,
                what + " cannot stand in `" + field + "`, which is read before names have values.")
            .hint("It can stand where the value is used."));
  }
}
