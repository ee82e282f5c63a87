package dev.envc.frontend.dsl;

import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Nodes;
import dev.envc.ast.Prioritized;
import dev.envc.ast.Prioritized.Priority;
import dev.envc.ast.Repeated;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.language.Field;
import dev.envc.language.LeafType;
import dev.envc.language.Shape;
import dev.envc.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/// Values of the `.envc` form. Whether braces hold a list or a mapping, the shape of the field
/// says.
final class ValueBuilder {
  /// The words that are more than text where the type of a value is open.
  private static final Pattern LITERAL = Pattern.compile("true|false|-?(0|[1-9][0-9]*)");

  private static final Shape TEXTS =
      new Shape.ListOf(new Shape.Leaf(LeafType.TEXT), Shape.Merge.REPLACE);
  private static final int MOST_LOOPS = 8;

  private final Offsets offsets;
  private final Diagnostics diagnostics;

  ValueBuilder(Offsets offsets, Diagnostics diagnostics) {
    this.offsets = offsets;
    this.diagnostics = diagnostics;
  }

  Scalar scalar(EnvcParser.ScalarContext s) {
    Span span = offsets.span(s);
    if (s.STRING() != null || s.TEXT() != null) {
      ScalarText.badEscape(s.getText()).ifPresent(at -> badEscape(span, at));
    }
    if (s.STRING() != null) {
      return new Scalar(ScalarText.ofString(s.getText()), Scalar.Style.QUOTED, span);
    }
    return s.TEXT() != null
        ? new Scalar(ScalarText.ofBlock(s.getText()), Scalar.Style.BLOCK, span)
        : word(s.getText(), span);
  }

  private void badEscape(Span text, int at) {
    int start = text.start() + at;
    String all = text.file().text();
    int end = Math.min(text.end(), all.offsetByCodePoints(start, 2));
    diagnostics.add(
        Diagnostic.error(
                ManifestCode.DSL_SYNTAX, text.file().span(start, end), "There is no such escape.")
            .hint("The escapes are `\\n`, `\\t`, `\\r`, `\\\\`, `\\\"` and `\\u{1F600}`."));
  }

  Scalar name(EnvcParser.NameContext n) {
    return word(n.getText(), offsets.span(n));
  }

  private static Scalar word(String text, Span span) {
    boolean literal = LITERAL.matcher(text).matches();
    return new Scalar(text, literal ? Scalar.Style.PLAIN : Scalar.Style.QUOTED, span);
  }

  Scalar condition(EnvcParser.ConditionContext c) {
    Span span = offsets.span(c);
    return new Scalar(span.text(), Scalar.Style.PLAIN, span);
  }

  /// What follows the name of a field.
  Node rhs(EnvcParser.RhsContext r, Shape shape) {
    Node value = values(r.value(), shape);
    var modifiers =
        new Modifiers(r.priority(), r.reason(), List.of(), r.condition(), offsets.span(r));
    return modified(value, modifiers, shape);
  }

  /// The default of a parameter.
  Node assigned(EnvcParser.AssignedContext a, Shape shape) {
    return values(a.value(), shape);
  }

  private Node values(List<EnvcParser.ValueContext> written, Shape shape) {
    return written.size() == 1
        ? value(written.getFirst(), shape)
        : new Sequence(
            written.stream().map(v -> value(v, itemShape(shape))).toList(),
            offsets.span(written.getFirst().getStart(), written.getLast().getStop()));
  }

  private Node value(EnvcParser.ValueContext v, Shape shape) {
    if (v.scalar() != null) {
      return single(scalar(v.scalar()), shape);
    }
    return v.list() != null ? list(v.list(), shape) : block(v.block(), shape);
  }

  /// One word may stand for a list of one.
  private static Node single(Scalar s, Shape shape) {
    boolean adds = shape instanceof Shape.ListOf l && l.merge() != Shape.Merge.REPLACE;
    return adds ? new Sequence(List.of(s), s.span()) : s;
  }

  private Node list(EnvcParser.ListContext l, Shape shape) {
    return items(l.item(), listShape(shape), offsets.span(l));
  }

  Sequence items(List<EnvcParser.ItemContext> items, Shape.ListOf shape, Span span) {
    return new Sequence(items.stream().map(i -> item(i, shape.item())).toList(), span);
  }

  Node block(EnvcParser.BlockContext b, Shape shape) {
    if (shape instanceof Shape.ListOf list) {
      return items(b.item(), list, offsets.span(b));
    }
    return isWords(b, shape) ? items(b.item(), listShape(shape), offsets.span(b)) : pairs(b, shape);
  }

  /// Whether a block holds the items of the main field and no fields: `dev-vcs/git { -debug }`.
  private static boolean isWords(EnvcParser.BlockContext b, Shape shape) {
    return shape instanceof Shape.Struct s
        && s.primary().flatMap(s::field).map(Field::shape).orElse(s) instanceof Shape.ListOf
        && !b.item().isEmpty()
        && b.item().stream()
            .allMatch(
                i -> i.scalar() != null && i.block() == null && s.field(i.getText()).isEmpty());
  }

  /// Whether `default` is the field of that name: a parameter has one.
  private static boolean isKey(EnvcParser.PriorityContext priority, Shape shape) {
    return shape instanceof Shape.Struct s && s.field(priority.getText()).isPresent();
  }

  /// An item of a list.
  private Node item(EnvcParser.ItemContext i, Shape shape) {
    Span span = offsets.span(i);
    if (i.LABEL() != null) {
      refuse(i, "A label stands only in `use`.");
      return word(i.getText(), span);
    }
    Node value;
    if (i.scalar() == null) {
      value = i.list() != null ? list(i.list(), shape) : block(i.block(), shape);
    } else {
      Scalar head = scalar(i.scalar());
      value = i.block() == null ? head : detailed(head, i.block(), shape, span);
    }
    return modified(
        value, new Modifiers(i.priority(), i.reason(), i.loop(), i.condition(), span), shape);
  }

  /// `atom { use modbus }`: the word is the primary field of the mapping.
  private Node detailed(Scalar head, EnvcParser.BlockContext block, Shape shape, Span span) {
    Optional<String> primary = shape instanceof Shape.Struct s ? s.primary() : Optional.empty();
    if (primary.isEmpty()) {
      refuse(block, "Details cannot stand here.");
      return head;
    }
    var entries = new ArrayList<Mapping.Entry>();
    entries.add(new Mapping.Entry(key(primary.get(), head.span()), head));
    entries.addAll(pairs(block, shape).entries());
    return new Mapping(entries, span);
  }

  private record Modifiers(
      EnvcParser.@Nullable PriorityContext priority,
      EnvcParser.@Nullable ReasonContext reason,
      List<EnvcParser.LoopContext> loops,
      EnvcParser.@Nullable ConditionContext condition,
      Span span) {

    Modifiers withoutReason() {
      return new Modifiers(priority, null, loops, condition, span);
    }
  }

  private Node modified(Node value, Modifiers m, Shape shape) {
    Optional<Scalar> because = Optional.ofNullable(m.reason()).map(r -> scalar(r.scalar()));
    Node result = value;
    if (m.priority() != null) {
      Priority p = m.priority().FORCE() != null ? Priority.FORCE : Priority.DEFAULT;
      result = new Prioritized(p, value, because, m.span());
    } else if (because.isPresent()) {
      result = reasoned(value, because.get(), shape, m.span());
    }
    return repeated(result, m.loops(), Optional.ofNullable(m.condition()), m.span());
  }

  /// A value with its loops, the first of them outermost, and its condition inside them.
  Node repeated(
      Node value,
      List<EnvcParser.LoopContext> loops,
      Optional<EnvcParser.ConditionContext> condition,
      Span span) {
    Node result = condition.map(c -> Nodes.when(condition(c), value, span)).orElse(value);
    if (loops.size() > MOST_LOOPS) {
      refuse(loops.get(MOST_LOOPS), "At most " + MOST_LOOPS + " loops stand inside each other.");
      return result;
    }
    for (EnvcParser.LoopContext l : loops.reversed()) {
      Node in = l.list() != null ? list(l.list(), TEXTS) : scalar(l.scalar());
      result = new Repeated(name(l.name()), in, result, span);
    }
    return result;
  }

  private Node reasoned(Node value, Scalar because, Shape shape, Span span) {
    var entries = new ArrayList<Mapping.Entry>();
    if (value instanceof Mapping m) {
      entries.addAll(m.entries());
    } else if (shape instanceof Shape.Struct s && s.primary().isPresent()) {
      entries.add(new Mapping.Entry(key(s.primary().get(), value.span()), value));
    }
    if (!takesReason(shape) || (entries.isEmpty() && !(value instanceof Mapping))) {
      diagnostics.add(
          Diagnostic.error(ManifestCode.DSL_SYNTAX, because.span(), "A reason cannot stand here.")
              .hint(
                  shape instanceof Shape.ListOf l && takesReason(l.item())
                      ? "It belongs to an item: `{ ITEM because \"…\" }`."
                      : "Packages, rules of packages, and values marked `default` or `force` have"
                          + " reasons; elsewhere a comment says why."));
      return value;
    }
    entries.add(new Mapping.Entry(key("because", because.span()), because));
    return new Mapping(entries, span);
  }

  private static boolean takesReason(Shape shape) {
    return shape instanceof Shape.Struct s && s.field("because").isPresent();
  }

  /// A block of keys and values.
  Mapping pairs(EnvcParser.BlockContext b, Shape shape) {
    var fields = new FieldCollector(diagnostics);
    List<EnvcParser.ItemContext> items = b.item();
    int i = 0;
    while (i < items.size()) {
      EnvcParser.ItemContext item = items.get(i++);
      if (item.priority() != null && isKey(item.priority(), shape)) {
        Scalar word = word(item.priority().getText(), offsets.span(item.priority()));
        Shape of = valueShape(shape, word.text());
        var behind =
            new Modifiers(null, item.reason(), item.loop(), item.condition(), offsets.span(item));
        fields.put(word, modified(plainValue(item, of), behind, of));
        continue;
      }
      if (item.LABEL() == null && (item.scalar() == null || item.priority() != null)) {
        refuse(item, "Here a key is expected.");
        continue;
      }
      Scalar name = item.LABEL() == null ? scalar(item.scalar()) : labelled(item);
      Shape of = valueShape(shape, name.text());
      if (item.block() != null) {
        Node value = block(item.block(), of);
        fields.put(name, pairValue(value, item, shape, of, fields));
      } else if (i == items.size() || item.reason() != null || item.condition() != null) {
        noValue(item, name, shape, i > 1 && isComma(items.get(i - 2), item));
      } else {
        EnvcParser.ItemContext next = items.get(i++);
        fields.put(name, pairValue(plainValue(next, of), next, shape, of, fields));
      }
    }
    return fields.mapping(offsets.span(b));
  }

  private void noValue(EnvcParser.ItemContext item, Scalar name, Shape shape, boolean behindComma) {
    Diagnostic d =
        Diagnostic.error(
            ManifestCode.DSL_SYNTAX, offsets.span(item), "`" + name.text() + "` has no value.");
    if (behindComma) {
      d = d.hint("Several values stand in brackets: `[a, b]`.");
    } else if (shape instanceof Shape.Struct s && s.field(name.text()).isEmpty()) {
      d =
          s.field("use").isPresent()
              ? d.hint("Flags stand behind `use`: `{ use " + name.text() + " }`.")
              : d.hint("Here stand fields and their values: " + String.join(", ", s.names()) + ".");
    }
    diagnostics.add(d);
  }

  /// Whether a comma stands between two items.
  private boolean isComma(EnvcParser.ItemContext before, EnvcParser.ItemContext item) {
    Span first = offsets.span(before);
    return first.file().text().substring(first.end(), offsets.span(item).start()).contains(",");
  }

  private Node plainValue(EnvcParser.ItemContext item, Shape shape) {
    if (item.LABEL() != null) {
      refuse(item, "A label stands only in `use`.");
      return word(item.getText(), offsets.span(item));
    }
    if (item.scalar() == null) {
      return item.list() != null ? list(item.list(), shape) : block(item.block(), shape);
    }
    Scalar head = scalar(item.scalar());
    return item.block() == null
        ? single(head, shape)
        : detailed(head, item.block(), shape, offsets.span(item));
  }

  /// A value in a block, with what stands behind it. A reason belongs to the value, or else to the
  /// mapping around it: `{ use modbus because "…" }`.
  private Node pairValue(
      Node value, EnvcParser.ItemContext item, Shape around, Shape shape, FieldCollector fields) {
    var modifiers =
        new Modifiers(
            item.priority(), item.reason(), item.loop(), item.condition(), offsets.span(item));
    boolean outer =
        item.reason() != null
            && item.priority() == null
            && !takesReason(shape)
            && takesReason(around);
    if (outer) {
      Scalar because = scalar(item.reason().scalar());
      fields.put(key("because", because.span()), because);
    }
    return modified(value, outer ? modifiers.withoutReason() : modifiers, shape);
  }

  private static Shape valueShape(Shape shape, String name) {
    return switch (shape) {
      case Shape.Struct s -> s.field(name).map(Field::shape).orElse(new Shape.Free());
      case Shape.MapOf m -> m.value();
      case Shape.Leaf _, Shape.ListOf _, Shape.Free _ -> new Shape.Free();
    };
  }

  private static Shape itemShape(Shape shape) {
    return shape instanceof Shape.ListOf l ? l.item() : shape;
  }

  /// The list that brackets mean: the value itself, or that of its primary field.
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

  private void refuse(ParserRuleContext place, String message) {
    diagnostics.add(Diagnostic.error(ManifestCode.DSL_SYNTAX, offsets.span(place), message));
  }

  /// The key that a label is meant to be.
  private Scalar labelled(EnvcParser.ItemContext label) {
    String name = label.getText().substring(0, label.getText().length() - 1);
    diagnostics.add(
        Diagnostic.error(
                ManifestCode.DSL_SYNTAX, offsets.span(label), "A key has no colon behind it here.")
            .hint("Write `" + name + " …`."));
    return key(name, offsets.span(label));
  }

  private static Scalar key(String name, Span span) {
    return new Scalar(name, Scalar.Style.PLAIN, span);
  }
}
