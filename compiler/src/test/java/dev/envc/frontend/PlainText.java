package dev.envc.frontend;

import dev.envc.ast.Conditional;
import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Prioritized;
import dev.envc.ast.Repeated;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.language.Field;
import dev.envc.language.ManifestFields;
import dev.envc.language.Shape;
import java.util.stream.Collectors;

/// The ast as text, without places, and with what the two forms write differently made equal: short
/// forms are written out, the order of fields that have a place of their own does not count.
final class PlainText {
  private PlainText() {}

  static String of(Mapping root) {
    return node(root, ManifestFields.MANIFEST);
  }

  private static String node(Node node, Shape shape) {
    return switch (node) {
      case Scalar s -> scalar(s, shape);
      case Sequence s when shape instanceof Shape.Struct struct && struct.primary().isPresent() ->
          alone(s, struct);
      case Sequence s ->
          s.items().stream()
              .map(i -> node(i, item(shape)))
              .collect(Collectors.joining(",", "[", "]"));
      case Mapping m ->
          m.entries().stream()
              .filter(e -> !isEmpty(e.value()))
              .map(e -> "\n" + quoted(e.name()) + ":" + node(e.value(), value(shape, e.name())))
              .sorted()
              .collect(Collectors.joining("", "{", "}"));
      // In YAML `{ default: x }` is both, and for a parameter both are the same.
      case Prioritized p
          when p.priority() == Prioritized.Priority.DEFAULT
              && shape instanceof Shape.Struct s
              && s.name().equals("parameter") ->
          node(p.value(), shape);
      case Prioritized p ->
          p.priority()
              + node(p.value(), shape)
              + p.because().map(b -> "because" + quoted(b.text())).orElse("");
      case Conditional c -> "if" + quoted(c.condition().text()) + node(c.value(), shape);
      case Repeated r ->
          "for"
              + quoted(r.variable().text())
              + node(r.in(), new Shape.Free())
              + node(r.value(), shape);
    };
  }

  private static boolean isEmpty(Node node) {
    return node instanceof Mapping m && m.entries().stream().allMatch(e -> isEmpty(e.value()));
  }

  private static String scalar(Scalar s, Shape shape) {
    if (shape instanceof Shape.Struct struct && struct.primary().isPresent()) {
      return alone(s, struct);
    }
    return shape instanceof Shape.ListOf l ? "[" + node(s, l.item()) + "]" : quoted(s.text());
  }

  /// A value alone stands for the mapping with it as its main field.
  private static String alone(Node node, Shape.Struct struct) {
    String primary = struct.primary().orElseThrow();
    Shape shape = struct.field(primary).map(Field::shape).orElseThrow();
    return "{\n" + quoted(primary) + ":" + node(node, shape) + "}";
  }

  private static Shape item(Shape shape) {
    if (shape instanceof Shape.Struct s && s.primary().isPresent()) {
      return item(s.field(s.primary().get()).orElseThrow().shape());
    }
    return shape instanceof Shape.ListOf l ? l.item() : new Shape.Free();
  }

  private static Shape value(Shape shape, String name) {
    return switch (shape) {
      case Shape.Struct s -> s.field(name).map(Field::shape).orElse(new Shape.Free());
      case Shape.MapOf m -> m.value();
      case Shape.Leaf _, Shape.ListOf _, Shape.Free _ -> new Shape.Free();
    };
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }
}
