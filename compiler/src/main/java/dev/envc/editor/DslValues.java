package dev.envc.editor;

import static dev.envc.editor.DslCursor.item;
import static dev.envc.editor.DslCursor.key;
import static dev.envc.editor.DslCursor.plus;

import dev.envc.editor.Place.Slot;
import dev.envc.editor.Place.Step;
import dev.envc.frontend.dsl.DslTokens.DslToken;
import dev.envc.frontend.dsl.DslTokens.Kind;
import dev.envc.language.Field;
import dev.envc.language.LeafType;
import dev.envc.language.ManifestFields;
import dev.envc.language.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads what stands behind a field in the `.envc` form: values, blocks, reasons, loops,
/// conditions.
final class DslValues {
  private static final Set<String> OPERATORS = Set.of("==", "!=", "in");
  static final Shape TEXTS = new Shape.ListOf(new Shape.Leaf(LeafType.TEXT), Shape.Merge.REPLACE);

  private final DslCursor at;

  DslValues(DslCursor at) {
    this.at = at;
  }

  void assigned(List<Step> path, Shape shape) {
    if (at.take("=")) {
      rhs(path, shape);
    } else if (at.atEnd()) {
      at.foundWords(path, List.of());
    }
  }

  /// Values with commas between them, a reason, a condition.
  void rhs(List<Step> path, Shape shape) {
    if (!at.take("default")) {
      at.take("force");
    }
    value(path, shape);
    while (at.take(",")) {
      value(path, shape);
    }
    reason(path);
    condition();
  }

  private void reason(List<Step> path) {
    if (at.take("because")) {
      value(plus(path, key("because")), leaf(LeafType.TEXT));
    }
  }

  void value(List<Step> path, Shape shape) {
    if (at.atEnd()) {
      if (!wordStartsLine()) {
        boolean list = shape instanceof Shape.ListOf;
        at.found(list ? plus(path, item("")) : path, Slot.VALUE);
      }
    } else if (at.take("{")) {
      block(path, shape);
    } else if (at.take("[")) {
      items(path, shape, "]");
    } else if (!at.is("}") && !at.is("]") && !startsStatement()) {
      at.skip();
    }
  }

  /// Whether the cursor's word starts the name of a field on a line of its own, where a value is
  /// missing.
  private boolean wordStartsLine() {
    return at.wordOnNewLine()
        .filter(w -> !w.isEmpty() && names().anyMatch(n -> n.startsWith(w)))
        .isPresent();
  }

  private static Stream<String> names() {
    return Stream.concat(
        DslPlace.STATEMENTS.keySet().stream(), ManifestFields.MANIFEST.names().stream());
  }

  /// Whether the next word is the name of a field on a line of its own: the value before it is not
  /// written yet.
  private boolean startsStatement() {
    DslToken next = at.peek();
    boolean known = next.kind() == Kind.WORD && names().anyMatch(next.text()::equals);
    return known && at.startsLine();
  }

  private void block(List<Step> path, Shape shape) {
    if (shape instanceof Shape.ListOf) {
      items(path, shape, "}");
    } else if (wordsOf(shape).isPresent() && at.atEnd()) {
      at.found(path, Slot.ITEM);
    } else if (wordsOf(shape).isPresent() && !startsPair((Shape.Struct) shape)) {
      Field main = wordsOf(shape).get();
      items(plus(path, key(main.name())), main.shape(), "}");
    } else {
      pairs(path, shape, new LinkedHashMap<>());
    }
  }

  /// The main field of a mapping whose words may stand alone in its braces: one that is a list.
  private static Optional<Field> wordsOf(Shape shape) {
    return shape instanceof Shape.Struct s
        ? s.primary().flatMap(s::field).filter(f -> f.shape() instanceof Shape.ListOf)
        : Optional.empty();
  }

  private boolean startsPair(Shape.Struct shape) {
    return shape.field(DslWord.unquoted(at.peek().text())).isPresent();
  }

  private void items(List<Step> path, Shape shape, String end) {
    Shape of = shape instanceof Shape.ListOf l ? l.item() : new Shape.Free();
    List<Step> here = path;
    while (at.searches()) {
      if (at.atEnd()) {
        at.found(plus(here, item("")), Slot.ITEM);
      } else if (at.take(end)) {
        return;
      } else if (at.is("}") || at.is("]")) {
        return;
      } else if (at.peek().kind() == Kind.LABEL) {
        here = expanded(path, at.next().text());
      } else {
        oneItem(here, of);
      }
    }
  }

  /// `use { ssl python_targets: python3_11 }`: what follows the label belongs to `use-expand`.
  private static List<Step> expanded(List<Step> path, String label) {
    List<Step> around = path.subList(0, Math.max(0, path.size() - 1));
    return plus(plus(around, key("use-expand")), key(label.replaceFirst(":$", "")));
  }

  private void oneItem(List<Step> path, Shape shape) {
    if (!at.take("default")) {
      at.take("force");
    }
    if (at.is("{") || at.is("[") || at.atEnd()) {
      value(plus(path, item("")), shape);
    } else if (!at.take(",")) {
      String head = DslWord.unquoted(at.next().text());
      List<Step> own = plus(path, item(head));
      if (at.take("{")) {
        block(own, shape);
      }
      reason(own);
    }
    loops();
    condition();
  }

  private void pairs(List<Step> path, Shape shape, Map<String, String> beside) {
    while (at.searches()) {
      if (at.atEnd()) {
        at.found(path, Slot.KEY, beside);
      } else if (at.take("}")) {
        return;
      } else if (at.is("]") || at.is(",")) {
        at.skip();
      } else {
        String name = DslWord.unquoted(at.next().text());
        beside.put(name, "");
        List<Step> own = plus(path, key(name));
        if (!at.take("default")) {
          at.take("force");
        }
        value(own, valueShape(shape, name));
        if (at.is("{")) {
          value(own, valueShape(shape, name));
        }
        reason(path);
        loops();
        condition();
      }
    }
  }

  void loops() {
    while (at.take("for")) {
      if (!at.atEnd()) {
        at.skip();
      }
      if (at.take("in")) {
        if (at.atEnd()) {
          at.found(List.of(), Slot.CONDITION);
        } else if (at.take("[")) {
          items(List.of(), TEXTS, "]");
        } else {
          at.skip();
        }
      }
    }
  }

  /// `if` with its condition: names, operators, values.
  void condition() {
    if (!at.take("if")) {
      return;
    }
    do {
      while (at.take("!") || at.take("(")) {
        // An operand follows.
      }
      if (at.atEnd()) {
        at.found(List.of(), Slot.CONDITION);
        return;
      }
      String name = at.next().text();
      if (!at.atEnd() && OPERATORS.contains(at.peek().text())) {
        at.skip();
        if (at.atEnd()) {
          at.found(List.of(key("if"), key(name)), Slot.CONDITION);
        } else if (at.take("[")) {
          items(List.of(key("if"), key(name)), TEXTS, "]");
        } else {
          at.skip();
        }
      }
      while (at.take(")")) {
        // Closed.
      }
    } while (at.take("&&") || at.take("||"));
  }

  static Shape valueShape(Shape shape, String name) {
    return switch (shape) {
      case Shape.Struct s -> field(s, name);
      case Shape.MapOf m -> m.value();
      case Shape.Leaf _, Shape.ListOf _, Shape.Free _ -> new Shape.Free();
    };
  }

  static Shape field(Shape.Struct shape, String name) {
    return shape.field(name).map(Field::shape).orElse(new Shape.Free());
  }

  static Shape shape(String field) {
    return field(ManifestFields.MANIFEST, field);
  }

  static Shape leaf(LeafType type) {
    return new Shape.Leaf(type);
  }
}
