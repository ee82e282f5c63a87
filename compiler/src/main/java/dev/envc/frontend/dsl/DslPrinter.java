package dev.envc.frontend.dsl;

import dev.envc.ast.Comment;
import dev.envc.ast.CommentCursor;
import dev.envc.ast.Document;
import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Prioritized;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.language.Field;
import dev.envc.language.LeafType;
import dev.envc.language.ManifestFields;
import dev.envc.language.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Writes a document in the one canonical way of the `.envc` form. Order and comments are kept.
public final class DslPrinter {
  private static final Map<String, String> STATEMENTS =
      Map.of(
          "binhosts", "binhost",
          "files", "file",
          "users", "user",
          "groups", "group",
          "outputs", "output");
  private static final Pattern LABEL = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final int STEP = 2;

  /// The values of `let` and of defaults: a text or a list of texts.
  private static final Shape VALUES =
      new Shape.ListOf(new Shape.Leaf(LeafType.TEXT), Shape.Merge.REPLACE);

  private final CommentCursor comments;
  private final DslLines lines;
  private final DslValues values;

  private DslPrinter(Document document) {
    this.comments = new CommentCursor(document);
    this.lines = new DslLines();
    this.values = new DslValues(lines, this::separate, comments);
  }

  public static String print(Document document) {
    var printer = new DslPrinter(document);
    printer.manifest(document.root());
    return printer.lines.text();
  }

  private void manifest(Mapping root) {
    Mapping body = root;
    Optional<Mapping.Entry> version = scalarEntry(root, "envc");
    Optional<Mapping.Entry> name = scalarEntry(root, "name");
    if (version.isPresent()) {
      separate(version.get().key().span().start(), 0, true);
      lines.add(0, "envc " + DslWords.scalar((Scalar) version.get().value()));
      comments.pass(version.get().value().span().end());
      body = body.without("envc");
    }
    String head = "module {";
    if (name.isPresent()) {
      head = "environment " + DslWords.scalar((Scalar) name.get().value()) + " {";
      separate(name.get().key().span().start(), 0, true);
      comments.pass(name.get().value().span().end());
      body = body.without("name");
    }
    lines.add(0, head);
    body(body, ManifestFields.MANIFEST, STEP);
    flush(Integer.MAX_VALUE, STEP);
    lines.add(0, "}");
  }

  private static Optional<Mapping.Entry> scalarEntry(Mapping root, String field) {
    return root.entry(field).filter(e -> e.value() instanceof Scalar);
  }

  private void body(Mapping body, Shape.Struct shape, int indent) {
    boolean first = true;
    for (Mapping.Entry e : body.entries()) {
      separate(e.key().span().start(), indent, first);
      first = false;
      statement(e, shape, indent);
      comments.pass(e.value().span().end());
    }
  }

  private void statement(Mapping.Entry e, Shape.Struct shape, int indent) {
    Shape of = shape.field(e.name()).map(Field::shape).orElse(new Shape.Free());
    if (e.value() instanceof Mapping m && !m.entries().isEmpty() && of instanceof Shape.MapOf map) {
      switch (e.name()) {
        case "trees" -> each(m, indent, t -> tree(t, map, indent));
        case "let" -> each(m, indent, l -> let(l, map.value(), indent));
        case "params" -> each(m, indent, p -> param(p, map, indent));
        case "variants" -> each(m, indent, v -> variant(v, map, indent));
        case "use-expand" -> {
          if (expands(m)) {
            each(m, indent, x -> expanded(x, indent));
          } else {
            values.field("use-expand", e.value(), of, indent);
          }
        }
        default -> named(e, m, map, indent);
      }
    } else if (e.name().equals("when") && e.value() instanceof Sequence s && allParts(s)) {
      s.items().forEach(i -> when(i, indent));
    } else if (e.name().equals("extends") && e.value() instanceof Sequence s && anyCommit(s)) {
      sources(s, indent);
    } else {
      values.field(DslWords.name(e.key()), e.value(), of, indent);
    }
  }

  private void named(Mapping.Entry e, Mapping m, Shape.MapOf map, int indent) {
    String word = STATEMENTS.get(e.name());
    if (word == null) {
      values.field(DslWords.name(e.key()), e.value(), map, indent);
    } else {
      each(
          m,
          indent,
          x -> values.field(word + " " + DslWords.scalar(x.key()), x.value(), map.value(), indent));
    }
  }

  private interface Printing {
    void print(Mapping.Entry entry);
  }

  private void each(Mapping m, int indent, Printing printing) {
    boolean first = true;
    for (Mapping.Entry e : m.entries()) {
      separate(e.key().span().start(), indent, first);
      first = false;
      printing.print(e);
      comments.pass(e.value().span().end());
    }
  }

  private void tree(Mapping.Entry e, Shape.MapOf map, int indent) {
    var line = new StringBuilder("tree ").append(DslWords.scalar(e.key()));
    if (e.value() instanceof Scalar s) {
      lines.add(indent, line + " in " + DslWords.scalar(s));
      return;
    }
    Tail tail = Tail.of(e.value());
    if (tail.value() instanceof Mapping m && isPlainTree(m)) {
      part(line, m, "git", "from");
      part(line, m, "directory", "in");
      part(line, m, "commit", "at");
      part(line, m, "subdir", "under");
      lines.add(indent, line + tail.text());
    } else if (tail.value() instanceof Mapping) {
      values.field(line.toString(), e.value(), map.value(), indent);
    } else {
      whole("trees", e, map, indent);
    }
  }

  private boolean isPlainTree(Mapping m) {
    return !m.entries().isEmpty()
        && !comments.in(m.span())
        && m.entries().stream()
            .allMatch(
                x ->
                    x.value() instanceof Scalar
                        && List.of("git", "directory", "commit", "subdir").contains(x.name()));
  }

  private static void part(StringBuilder line, Mapping m, String field, String word) {
    m.get(field)
        .ifPresent(
            v -> line.append(' ').append(word).append(' ').append(DslWords.scalar((Scalar) v)));
  }

  private void param(Mapping.Entry e, Shape.MapOf map, int indent) {
    boolean alone =
        e.value() instanceof Prioritized p
            && p.priority() == Prioritized.Priority.DEFAULT
            && p.because().isEmpty()
            && !(p.value() instanceof Mapping);
    boolean wrapped = e.value() instanceof Prioritized || !Tail.of(e.value()).text().isEmpty();
    boolean several =
        !(e.value() instanceof Mapping)
            && (comments.in(e.value().span())
                || DslValues.inline(unwrapped(e.value()), VALUES).isEmpty());
    if ((wrapped && !alone) || several) {
      whole("params", e, map, indent);
    } else {
      plainParam(e, map.value(), indent);
    }
  }

  /// An entry that its statement has no words for, as that of a mapping.
  private void whole(String field, Mapping.Entry e, Shape.MapOf map, int indent) {
    values.field(field, new Mapping(List.of(e), e.value().span()), map, indent);
  }

  private void plainParam(Mapping.Entry e, Shape shape, int indent) {
    var line = new StringBuilder("param ");
    Mapping rest = e.value() instanceof Mapping m ? m : new Mapping(List.of(), e.value().span());
    Optional<Mapping.Entry> type = scalarEntry(rest, "type");
    boolean label = type.isPresent() && LABEL.matcher(e.name()).matches();
    if (label) {
      Scalar t = (Scalar) type.get().value();
      line.append(e.name()).append(": ").append(DslWords.scalar(t));
      rest = rest.without("type");
    } else {
      line.append(DslWords.scalar(e.key()));
    }
    Optional<Node> value =
        e.value() instanceof Mapping ? rest.get("default") : Optional.of(unwrapped(e.value()));
    boolean free = value.filter(v -> v instanceof Scalar || !comments.in(v.span())).isPresent();
    if (free) {
      Optional<String> written = DslValues.inline(value.orElseThrow(), VALUES);
      if (written.isPresent()) {
        line.append(" = ").append(written.get());
        rest = rest.without("default");
      }
    }
    if (rest.entries().isEmpty()) {
      lines.add(indent, line.toString());
    } else {
      values.field(line.toString(), rest, shape, indent);
    }
  }

  private void let(Mapping.Entry e, Shape shape, int indent) {
    values.field("let " + DslWords.scalar(e.key()) + " =", e.value(), shape, indent);
  }

  /// Files to build on, one of them at a commit.
  private void sources(Sequence s, int indent) {
    for (int i = 0; i < s.items().size(); i++) {
      Node item = s.items().get(i);
      separate(item.span().start(), indent, true);
      String comma = i == s.items().size() - 1 ? "" : ",";
      lines.add(indent, (i == 0 ? "extends " : "  ") + source(item) + comma);
      comments.pass(item.span().end());
    }
  }

  private static String source(Node item) {
    if (item instanceof Mapping m) {
      return word(m, "path") + " from " + word(m, "git") + " at " + word(m, "commit");
    }
    return DslWords.scalar((Scalar) item);
  }

  private static String word(Mapping m, String field) {
    return DslWords.scalar((Scalar) m.get(field).orElseThrow());
  }

  private static boolean anyCommit(Sequence s) {
    return s.items().stream().anyMatch(DslPrinter::isCommit)
        && s.items().stream().allMatch(i -> i instanceof Scalar || isCommit(i));
  }

  private static boolean isCommit(Node item) {
    return item instanceof Mapping m
        && m.entries().size() == 3
        && List.of("path", "git", "commit").stream()
            .allMatch(f -> m.get(f).orElse(null) instanceof Scalar);
  }

  /// `{ default: x }` alone is read as a default value; for a parameter both are the same.
  private static Node unwrapped(Node node) {
    return node instanceof Prioritized p ? p.value() : node;
  }

  private void variant(Mapping.Entry e, Shape.MapOf map, int indent) {
    String head = "variant " + DslWords.scalar(e.key());
    Node value = e.value();
    Tail tail = Tail.of(value);
    if (!(tail.value() instanceof Mapping)) {
      whole("variants", e, map, indent);
      return;
    }
    part(head + tail.text(), tail.value(), indent);
  }

  private void when(Node node, int indent) {
    separate(node.span().start(), indent, true);
    Tail tail = Tail.of(node);
    part(tail.text().substring(1), tail.value(), indent);
    comments.pass(node.span().end());
  }

  private void part(String head, Node value, int indent) {
    Mapping body = value instanceof Mapping m ? m : new Mapping(List.of(), value.span());
    if (body.entries().isEmpty() && !comments.in(body.span())) {
      lines.add(indent, head + " {}");
      return;
    }
    lines.add(indent, head + " {");
    body(body, ManifestFields.FRAGMENT, indent + STEP);
    flush(body.span().end(), indent + STEP);
    lines.add(indent, "}");
  }

  private static boolean allParts(Sequence s) {
    return !s.items().isEmpty()
        && s.items().stream()
            .map(Tail::of)
            .allMatch(t -> !t.text().isEmpty() && t.value() instanceof Mapping);
  }

  private static boolean expands(Mapping m) {
    return m.entries().stream()
        .allMatch(
            e ->
                LABEL.matcher(e.name()).matches()
                    && flags(e.value()).stream().noneMatch(f -> f.text().endsWith(":"))
                    && (e.value() instanceof Scalar
                        || (e.value() instanceof Sequence s
                            && s.items().stream().allMatch(Scalar.class::isInstance))));
  }

  private static List<Scalar> flags(Node value) {
    var flags = new ArrayList<Scalar>();
    dev.envc.ast.Nodes.scalars(value, flags::add);
    return flags;
  }

  private void expanded(Mapping.Entry e, int indent) {
    List<String> words = flags(e.value()).stream().map(DslWords::scalar).toList();
    lines.add(indent, "use { " + e.name() + ": " + String.join(" ", words) + " }");
  }

  private void separate(int offset, int indent, boolean first) {
    boolean gap = comments.gap(offset) && !first;
    int before = lines.size();
    flush(offset, indent);
    if (gap) {
      lines.emptyLineAt(before);
    }
  }

  private void flush(int offset, int indent) {
    for (Optional<Comment> c = comments.before(offset);
        c.isPresent();
        c = comments.before(offset)) {
      lines.comment(indent, c.get());
    }
  }

  /// Prints what stood before an offset: comments, and an empty line.
  interface Separator {
    void separate(int offset, int indent, boolean first);
  }
}
