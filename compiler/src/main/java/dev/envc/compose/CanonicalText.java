package dev.envc.compose;

import dev.envc.ast.Conditional;
import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Prioritized;
import dev.envc.ast.Repeated;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import java.util.stream.Collectors;

/// Text of a node that is equal for equal values, wherever they stand.
final class CanonicalText {
  private static final int LONGEST_SHOWN = 40;

  private CanonicalText() {}

  static String of(Node node) {
    return switch (node) {
      case Scalar s -> "\"" + s.text().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
      case Sequence s ->
          s.items().stream().map(CanonicalText::of).collect(Collectors.joining(",", "[", "]"));
      case Mapping m ->
          m.entries().stream()
              .map(e -> of(e.key()) + ":" + of(e.value()))
              .sorted()
              .collect(Collectors.joining(",", "{", "}"));
      case Prioritized p -> p.priority() + of(p.value());
      case Conditional c -> "if" + of(c.condition()) + of(c.value());
      case Repeated r -> "for" + of(r.variable()) + of(r.in()) + of(r.value());
    };
  }

  /// A short form for messages.
  static String shown(Node node) {
    String text = node instanceof Scalar s ? s.text() : of(node);
    return "`"
        + (text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text)
        + "`";
  }
}
