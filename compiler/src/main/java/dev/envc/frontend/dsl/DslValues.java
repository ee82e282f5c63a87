package dev.envc.frontend.dsl;

import dev.envc.ast.CommentCursor;
import dev.envc.ast.Conditional;
import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Prioritized;
import dev.envc.ast.Prioritized.Priority;
import dev.envc.ast.Repeated;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.language.Field;
import dev.envc.language.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Prints values: on the line of their field when they fit, else in a block.
final class DslValues {
  private static final int WIDTH = 100;
  private static final int STEP = 2;

  private final DslLines lines;
  private final DslPrinter.Separator separator;
  private final CommentCursor comments;

  DslValues(DslLines lines, DslPrinter.Separator separator, CommentCursor comments) {
    this.lines = lines;
    this.separator = separator;
    this.comments = comments;
  }

  /// `head value`.
  void field(String head, Node written, Shape shape, int indent) {
    Node value = simple(written, shape);
    Optional<String> line = inline(value, shape);
    boolean fits = line.isPresent() && indent + head.length() + 1 + line.get().length() <= WIDTH;
    if (fits && (value instanceof Scalar || !comments.in(value.span())) && !isLong(value)) {
      lines.add(indent, head + " " + line.get());
      return;
    }
    lines.add(indent, head);
    open(value, shape, indent);
  }

  /// A list whose items are words where the main field is all that they have.
  private static Node simple(Node node, Shape written) {
    if (!(node instanceof Sequence s)) {
      return node;
    }
    Shape item = listShape(written).item();
    return new Sequence(s.items().stream().map(i -> word(i, item)).toList(), s.span());
  }

  private static Node word(Node item, Shape shape) {
    Optional<Scalar> head = primary(item, shape);
    return head.isPresent() && rest((Mapping) item, shape).entries().isEmpty() ? head.get() : item;
  }

  /// A list of more than one mapping reads better with a line for each.
  private static boolean isLong(Node value) {
    return value instanceof Sequence s
        && s.items().size() > 1
        && s.items().stream().anyMatch(i -> !(i instanceof Scalar));
  }

  /// A value behind the text that ends the last line.
  private void open(Node node, Shape shape, int indent) {
    switch (node) {
      case Scalar s -> scalar(s, indent);
      case Sequence s -> sequence(s, shape, indent);
      case Mapping m -> mapping(m, shape, indent);
      case Prioritized p -> {
        lines.append(p.priority() == Priority.FORCE ? " force" : " default");
        open(p.value(), withoutReason(shape), indent);
        p.because().ifPresent(b -> lines.append(" because " + DslWords.scalar(b)));
      }
      case Conditional _, Repeated _ -> {
        Tail tail = Tail.of(node);
        open(tail.value(), shape, indent);
        lines.append(tail.text());
      }
    }
  }

  private void scalar(Scalar s, int indent) {
    if (!DslWords.isBlock(s)) {
      lines.append(" " + DslWords.scalar(s));
      return;
    }
    lines.append(" \"\"\"");
    s.text().replace("\\", "\\\\").lines().forEach(l -> lines.add(indent + STEP, l));
    lines.add(indent + STEP, "\"\"\"");
  }

  private void sequence(Sequence s, Shape written, int indent) {
    Shape.ListOf shape = listShape(written);
    lines.append(brace(written) ? " {" : " [");
    for (int i = 0; i < s.items().size(); i++) {
      Node item = s.items().get(i);
      separator.separate(item.span().start(), indent + STEP, i == 0);
      item(item, shape.item(), indent + STEP);
      boolean last = i == s.items().size() - 1;
      lines.append(!last && isBare(s.items().get(i + 1), shape.item()) ? "," : "");
      comments.pass(item.span().end());
    }
    separator.separate(s.span().end(), indent + STEP, true);
    lines.add(indent, brace(written) ? "}" : "]");
  }

  /// Whether an item starts with a brace: without a comma it would be details of the one before it.
  private static boolean isBare(Node item, Shape shape) {
    Node value = Tail.of(item).value();
    return (value instanceof Mapping || value instanceof Sequence)
        && primary(value, shape).isEmpty();
  }

  /// Lists that add up are written in braces, values that are lists in brackets.
  private static boolean brace(Shape shape) {
    return shape instanceof Shape.ListOf l
        && l.merge() != Shape.Merge.REPLACE
        && !(l.item() instanceof Shape.Free);
  }

  private void item(Node item, Shape shape, int indent) {
    Optional<String> line = inlineItem(item, shape);
    boolean fits =
        line.isPresent()
            && (item instanceof Scalar || indent + line.get().length() <= WIDTH)
            && !comments.in(item.span());
    if (fits) {
      lines.add(indent, line.get());
      return;
    }
    Tail tail = Tail.of(item);
    Optional<Scalar> head = primary(tail.value(), shape);
    if (head.isPresent()) {
      lines.add(indent, DslWords.scalar(head.get()));
      mapping(rest((Mapping) tail.value(), shape), shape, indent);
      lines.append(tail.text());
    } else {
      lines.start(indent);
      open(item, shape, indent);
    }
  }

  private void mapping(Mapping m, Shape shape, int indent) {
    Optional<Mapping.Entry> because = reason(m, shape);
    Mapping body = because.isPresent() ? m.without("because") : m;
    lines.append(" {");
    boolean first = true;
    for (Mapping.Entry e : body.entries()) {
      separator.separate(e.key().span().start(), indent + STEP, first);
      first = false;
      field(DslWords.scalar(e.key()), e.value(), valueShape(shape, e.name()), indent + STEP);
      comments.pass(e.value().span().end());
    }
    separator.separate(m.span().end(), indent + STEP, true);
    lines.add(indent, "}");
    because.ifPresent(b -> lines.append(" because " + DslWords.scalar((Scalar) b.value())));
  }

  /// The value on one line; empty when it holds a block of lines.
  static Optional<String> inline(Node node, Shape shape) {
    return switch (node) {
      case Scalar s -> DslWords.isBlock(s) ? Optional.empty() : Optional.of(DslWords.scalar(s));
      case Sequence s -> inlineSequence(s, shape);
      case Mapping m -> inlineMapping(m, shape);
      case Prioritized p ->
          inline(p.value(), withoutReason(shape))
              .map(
                  t ->
                      (p.priority() == Priority.FORCE ? "force " : "default ")
                          + t
                          + p.because().map(b -> " because " + DslWords.scalar(b)).orElse(""));
      case Conditional _, Repeated _ ->
          inline(Tail.of(node).value(), shape).map(t -> t + Tail.of(node).text());
    };
  }

  private static Optional<String> inlineSequence(Sequence written, Shape shape) {
    Sequence s = (Sequence) simple(written, shape);
    boolean brace = brace(shape);
    List<Optional<String>> items =
        s.items().stream().map(i -> inlineItem(i, listShape(shape).item())).toList();
    if (items.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    boolean words = s.items().stream().allMatch(Scalar.class::isInstance);
    String between = brace ? (words ? " " : "  ") : ", ";
    var joined = new StringBuilder();
    for (Optional<String> item : items) {
      String text = item.orElseThrow();
      boolean comma = brace && text.startsWith("{");
      joined.append(joined.isEmpty() ? "" : comma ? ", " : between).append(text);
    }
    if (joined.isEmpty()) {
      return Optional.of(brace ? "{}" : "[]");
    }
    return Optional.of(brace ? "{ " + joined + " }" : "[" + joined + "]");
  }

  private static Optional<String> inlineMapping(Mapping m, Shape shape) {
    Optional<Mapping.Entry> because = reason(m, shape);
    Mapping body = because.isPresent() ? m.without("because") : m;
    var parts = new ArrayList<Optional<String>>();
    for (Mapping.Entry e : body.entries()) {
      parts.add(
          inline(e.value(), valueShape(shape, e.name()))
              .map(v -> DslWords.scalar(e.key()) + " " + v));
    }
    String reason = because.map(b -> " because " + DslWords.scalar((Scalar) b.value())).orElse("");
    Optional<String> joined =
        parts.stream().anyMatch(Optional::isEmpty)
            ? Optional.empty()
            : Optional.of(parts.stream().map(Optional::get).collect(Collectors.joining("  ")));
    return joined.map(t -> (t.isEmpty() ? "{}" : "{ " + t + " }") + reason);
  }

  private static Optional<String> inlineItem(Node item, Shape shape) {
    Tail tail = Tail.of(item);
    if (!tail.text().isEmpty()) {
      return inlineItem(tail.value(), shape).map(t -> t + tail.text());
    }
    Optional<Scalar> head = primary(item, shape);
    if (head.isEmpty()) {
      return inline(item, shape);
    }
    Mapping rest = rest((Mapping) item, shape);
    String word = DslWords.scalar(head.get());
    return inlineMapping(rest, shape)
        .map(t -> word + " " + (t.startsWith("{} because") ? t.substring(3) : t))
        .map(t -> t.endsWith(" {}") ? t.substring(0, t.length() - 3) : t);
  }

  private static Optional<Scalar> primary(Node item, Shape shape) {
    return item instanceof Mapping m && shape instanceof Shape.Struct s
        ? s.primary()
            .flatMap(m::get)
            .filter(v -> v instanceof Scalar t && !DslWords.isBlock(t))
            .map(Scalar.class::cast)
        : Optional.empty();
  }

  private static Mapping rest(Mapping item, Shape shape) {
    return item.without(((Shape.Struct) shape).primary().orElseThrow());
  }

  /// The reason that is written behind a mapping.
  private static Optional<Mapping.Entry> reason(Mapping m, Shape shape) {
    return shape instanceof Shape.Struct s && s.field("because").isPresent()
        ? m.entry("because").filter(e -> e.value() instanceof Scalar)
        : Optional.empty();
  }

  /// What stands behind a value with a priority is the reason of the priority.
  private static Shape withoutReason(Shape shape) {
    return shape instanceof Shape.Struct s
        ? new Shape.Struct(
            s.name(),
            s.primary(),
            s.oneOf(),
            s.fields().stream().filter(f -> !f.name().equals("because")).toList())
        : shape;
  }

  private static Shape valueShape(Shape shape, String name) {
    return switch (shape) {
      case Shape.Struct s -> s.field(name).map(Field::shape).orElse(new Shape.Free());
      case Shape.MapOf m -> m.value();
      case Shape.Leaf _, Shape.ListOf _, Shape.Free _ -> new Shape.Free();
    };
  }

  private static Shape.ListOf listShape(Shape shape) {
    if (shape instanceof Shape.Struct s) {
      return s.primary()
          .flatMap(s::field)
          .map(f -> listShape(f.shape()))
          .orElse(new Shape.ListOf(new Shape.Free(), Shape.Merge.ADD));
    }
    return shape instanceof Shape.ListOf l
        ? l
        : new Shape.ListOf(new Shape.Free(), Shape.Merge.ADD);
  }
}
