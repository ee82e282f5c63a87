package dev.envc.ast;

import java.util.function.Consumer;

/// Walks over nodes.
public final class Nodes {
  private Nodes() {}

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
    }
  }
}
