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
import dev.envc.diagnostic.Edit;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.diagnostic.Suggestions;
import dev.envc.language.LeafType;
import dev.envc.language.ManifestFields;
import dev.envc.language.Shape;
import dev.envc.language.Shape.Merge;
import dev.envc.language.Template;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Checks one document against the field table: unknown fields, wrong shapes, texts that are not of
/// their type. Texts with parameters are left to the checks after merging.
public final class ShapeCheck {
  private static final Pattern WORDS = Pattern.compile("[^\\s,\"\\\\]+([ ,]+[^\\s,\"\\\\]+)*");

  /// What needs no quotes as an item in brackets.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9=~-][A-Za-z0-9_/.+@=-]*");

  private static final Shape LOOP_LIST =
      new Shape.ListOf(new Shape.Leaf(LeafType.TEXT), Merge.REPLACE);

  private final Leaves leaves;
  private final FreeCheck free;
  private final Diagnostics diagnostics;

  private ShapeCheck(Diagnostics diagnostics, CheckSettings settings) {
    this.leaves = new Leaves(diagnostics, settings);
    this.free = new FreeCheck(diagnostics);
    this.diagnostics = diagnostics;
  }

  public static void check(Document document, Diagnostics diagnostics, CheckSettings settings) {
    new ShapeCheck(diagnostics, settings).struct(ManifestFields.MANIFEST, document.root());
    EarlyFields.check(document, diagnostics);
  }

  private void value(Shape shape, Node node) {
    switch (node) {
      case Prioritized p -> value(shape, p.value());
      case Conditional c -> {
        leaves.condition(c.condition());
        value(shape, c.value());
      }
      case Repeated r ->
          diagnostics.add(
              Diagnostic.error(
                      ManifestCode.WRONG_SHAPE,
                      r.variable().span(),
                      "A loop stands in a list or around a part, not here.")
                  .hint("In YAML a repeated part is an item of `when`."));
      case Scalar _, Sequence _, Mapping _ -> shaped(shape, node);
    }
  }

  private void shaped(Shape shape, Node node) {
    if (node instanceof Scalar s && s.isNull()) {
      diagnostics.add(
          Diagnostic.error(ManifestCode.NO_VALUE, s.span(), "There is no value here.")
              .hint("Write one, or remove the field."));
      return;
    }
    switch (shape) {
      case Shape.Leaf leaf -> leaf(leaf.type(), node);
      case Shape.ListOf list -> list(list, node);
      case Shape.MapOf map -> map(map, node);
      case Shape.Struct struct -> structOrShort(struct, node);
      case Shape.Free _ -> free.check(node);
    }
  }

  private void leaf(LeafType type, Node node) {
    if (node instanceof Scalar s) {
      text(type, s);
    } else {
      wrong(node, "Here " + type.noun() + " is expected.");
    }
  }

  private void text(LeafType type, Scalar s) {
    if (!Template.isTemplate(s.text())) {
      leaves.check(type, s);
    }
  }

  private void list(Shape.ListOf shape, Node node) {
    if (!(node instanceof Sequence sequence)) {
      if (shape.merge() == Merge.REPLACE && node instanceof Scalar) {
        value(shape.item(), node);
      } else {
        diagnostics.add(noList(node));
      }
      return;
    }
    if (shape.item().equals(ManifestFields.FRAGMENT)) {
      sequence.items().forEach(this::requireCondition);
    }
    Map<String, Scalar> seen = new HashMap<>();
    for (Node item : sequence.items()) {
      item(shape.item(), shape.merge() == Merge.ADD ? withoutMinus(item) : item);
      if (item instanceof Scalar s) {
        once(seen, s);
      }
    }
  }

  private static boolean takesList(Shape shape) {
    return switch (shape) {
      case Shape.ListOf _, Shape.Free _ -> true;
      case Shape.Struct s ->
          s.primary().flatMap(s::field).filter(f -> takesList(f.shape())).isPresent();
      case Shape.Leaf _, Shape.MapOf _ -> false;
    };
  }

  /// An item of a list, which may be repeated.
  private void item(Shape shape, Node node) {
    if (node instanceof Conditional c && c.value() instanceof Sequence && !takesList(shape)) {
      leaves.condition(c.condition());
      diagnostics.add(
          Diagnostic.error(
                  ManifestCode.WRONG_SHAPE,
                  firstLine(c.value()),
                  "A condition in a list is for one item.")
              .hint(
                  "Write one for each, or give the field again under `when`, behind the same `if`.",
                  "Write one for each, or give the field again in `if CONDITION { … }`."));
      return;
    }
    if (!(node instanceof Repeated r)) {
      value(shape, node);
      return;
    }
    leaves.plain.parameterName(r.variable());
    if (r.in() instanceof Scalar name) {
      text(LeafType.PARAMETER_NAME, name);
    } else {
      value(LOOP_LIST, r.in());
    }
    item(shape, r.value());
  }

  private void requireCondition(Node part) {
    if (!(part instanceof Conditional) && !(part instanceof Repeated)) {
      diagnostics.add(
          Diagnostic.error(
                  ManifestCode.MISSING_FIELD,
                  TreeRules.head(part.span()),
                  "A part under `when` has a condition or is repeated.")
              .hint(
                  "Add `if: …` or `for: …`, or move its fields out of `when`.",
                  "Write `if CONDITION { … }` or `for x in [a, b] { … }`, without `when`."));
    }
  }

  private void once(Map<String, Scalar> seen, Scalar s) {
    Scalar first = seen.putIfAbsent(s.text(), s);
    if (first != null) {
      diagnostics.add(
          Diagnostic.warning(
                  ManifestCode.TWICE, s.span(), "`" + s.text() + "` is already in this list.")
              .note("It is first here.", first.span()));
    }
  }

  private static Node withoutMinus(Node item) {
    if (item instanceof Conditional c) {
      return new Conditional(c.condition(), withoutMinus(c.value()), c.span());
    }
    if (item instanceof Repeated r) {
      return new Repeated(r.variable(), r.in(), withoutMinus(r.value()), r.span());
    }
    return item instanceof Scalar s && s.text().length() > 1 && s.text().startsWith("-")
        ? new Scalar(s.text().substring(1), s.style(), s.part(1, s.text().length()))
        : item;
  }

  private void map(Shape.MapOf shape, Node node) {
    if (!(node instanceof Mapping mapping)) {
      wrong(node, "Here a mapping is expected, with " + shape.key().noun() + " as each key.");
      return;
    }
    for (Mapping.Entry entry : mapping.entries()) {
      text(shape.key(), entry.key());
      value(shape.value(), entry.value());
    }
  }

  private void structOrShort(Shape.Struct shape, Node node) {
    if (node instanceof Mapping mapping) {
      struct(shape, mapping);
    } else if (shape.primary().isPresent()) {
      value(shape.field(shape.primary().get()).orElseThrow().shape(), node);
    } else {
      wrong(
          node,
          "Here a mapping is expected, with fields such as `"
              + shape.fields().getFirst().name()
              + "`.");
    }
  }

  private void struct(Shape.Struct shape, Mapping mapping) {
    for (Mapping.Entry entry : mapping.entries()) {
      shape
          .field(entry.name())
          .ifPresentOrElse(f -> value(f.shape(), entry.value()), () -> unknown(shape, entry));
    }
    List<Mapping.Entry> chosen =
        mapping.entries().stream().filter(e -> shape.oneOf().contains(e.name())).toList();
    if (chosen.size() > 1) {
      diagnostics.add(
          Diagnostic.error(
                  ManifestCode.ONE_OF,
                  chosen.get(1).key().span(),
                  "`"
                      + chosen.get(1).name()
                      + "` and `"
                      + chosen.getFirst().name()
                      + "` exclude each other.")
              .note("The other one is here.", chosen.getFirst().key().span()));
    }
  }

  private void unknown(Shape.Struct shape, Mapping.Entry entry) {
    Diagnostic d =
        Diagnostic.error(
            ManifestCode.UNKNOWN_FIELD,
            entry.key().span(),
            subject(shape.name()) + " has no field `" + entry.name() + "`.");
    Diagnostic listed =
        shape.fields().size() <= 8
            ? d.note("Its fields are: " + String.join(", ", shape.names()) + ".")
            : d;
    boolean comment = entry.name().startsWith("//") || entry.name().startsWith("/*");
    diagnostics.add(
        comment
            ? listed.hint("Comments start with `#`.")
            : Suggestions.apply(listed, entry.name(), shape.names()));
  }

  private static String subject(String name) {
    if (name.endsWith("s")) {
      return "`" + name + "`";
    }
    return ("aeio".indexOf(name.charAt(0)) < 0 ? "A " : "An ") + name;
  }

  private void wrong(Node node, String message) {
    diagnostics.add(Diagnostic.error(ManifestCode.WRONG_SHAPE, firstLine(node), message));
  }

  /// One or several words in place of a list are most likely its items.
  private static Diagnostic noList(Node node) {
    Diagnostic d =
        Diagnostic.error(ManifestCode.WRONG_SHAPE, firstLine(node), "Here a list is expected.");
    boolean words = node instanceof Scalar s && WORDS.matcher(s.text()).matches();
    if (!words) {
      return d.hint(
          "Items stand in brackets, `[a, b]`, or each on a line behind `- `.",
          "Items stand in brackets, `[a, b]`.");
    }
    String list =
        Arrays.stream(((Scalar) node).text().split("[ ,]+", -1))
            .map(w -> PLAIN.matcher(w).matches() ? w : "\"" + w + "\"")
            .collect(Collectors.joining(", ", "[", "]"));
    return d.hint("Write `" + list + "`.")
        .edit(new Edit("write `" + list + "`", node.span(), list));
  }

  private static dev.envc.source.Span firstLine(Node node) {
    int start = node.span().start();
    int end = node.span().file().text().indexOf('\n', start);
    return node.span()
        .file()
        .span(start, end < 0 ? node.span().end() : Math.min(end, node.span().end()));
  }
}
