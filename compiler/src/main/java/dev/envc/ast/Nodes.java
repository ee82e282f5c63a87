package dev.envc.ast;

import dev.envc.source.Span;
import java.util.function.Consumer;

/// Walks over nodes.
public final class Nodes {
  private Nodes() {}

  /// A value under a condition. A loop goes around its conditions, wherever they are written.
  public static Node when(Scalar condition, Node value, Span span) {
    return value instanceof Repeated r
        ? new Repeated(r.variable(), r.in(), when(condition, r.value(), span), span)
        : new Conditional(condition, value, span);
  }

  /// Every scalar in a node, keys, conditions and reasons too, in the order of the text.
  public static void scalars(Node node, Consumer<Scalar> sink) {
    switch (node) {
      case Scalar s -> sink.accept(s);
      case Sequence s -> s.items().forEach(i -> scalars(i, sink));
      case Mapping m ->
          m.entries()
              .forEach(
                  e -> {
                    sink.accept(e.key());
                    scalars(e.value(), sink);
                  });
      case Prioritized p -> {
        scalars(p.value(), sink);
        p.because().ifPresent(sink);
      }
      case Conditional c -> {
        sink.accept(c.condition());
        scalars(c.value(), sink);
      }
      case Repeated r -> {
        sink.accept(r.variable());
        scalars(r.in(), sink);
        scalars(r.value(), sink);
      }
    }
  }
}
