package dev.envc.frontend.yaml;

import dev.envc.ast.Comment;
import dev.envc.ast.CommentCursor;
import dev.envc.ast.Conditional;
import dev.envc.ast.Document;
import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Prioritized;
import dev.envc.ast.Prioritized.Priority;
import dev.envc.ast.Repeated;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.language.ConditionText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes a document in the one canonical way of the YAML form: order and comments are kept, what
/// fits on a line stands on one, and quotes are there only where they are needed.
public final class YamlPrinter {
  private static final int WIDTH = 100;
  private static final int STEP = 2;

  private final CommentCursor comments;
  private final List<StringBuilder> lines = new ArrayList<>();

  /// The last line that ends in a comment or is one of a block of text: a comment behind it would
  /// become part of it.
  private @Nullable StringBuilder closed;

  private YamlPrinter(Document document) {
    this.comments = new CommentCursor(document);
  }

  public static String print(Document document) {
    var printer = new YamlPrinter(document);
    printer.entries(document.root(), 0);
    printer.flush(Integer.MAX_VALUE, 0);
    if (document.root().entries().isEmpty()) {
      printer.add("{}");
    }
    return String.join("\n", printer.lines) + "\n";
  }

  private void entries(Mapping mapping, int indent) {
    boolean first = true;
    for (Mapping.Entry e : mapping.entries()) {
      separate(e.key().span().start(), indent, first);
      add(" ".repeat(indent) + YamlWords.scalar(e.key()) + ":");
      value(e.value(), indent);
      comments.pass(e.value().span().end());
      first = false;
    }
  }

  /// Comments and an empty line that stood before an offset.
  private void separate(int offset, int indent, boolean first) {
    boolean gap = comments.gap(offset) && !first;
    int before = lines.size();
    flush(offset, indent);
    if (gap) {
      lines.add(before, new StringBuilder());
    }
  }

  private void flush(int offset, int indent) {
    for (Optional<Comment> c = comments.before(offset);
        c.isPresent();
        c = comments.before(offset)) {
      String text = "#" + c.get().text().stripTrailing();
      if (c.get().ownLine() || lines.isEmpty() || lines.getLast() == closed) {
        add(" ".repeat(indent) + text);
      } else {
        lines.getLast().append("  ").append(text);
      }
      closed = lines.getLast();
    }
  }

  /// A value behind the `key:` or `-` that ends the last line.
  private void value(Node node, int indent) {
    Node written = written(node);
    if (written instanceof Scalar s && YamlWords.isBlock(s)) {
      block(s, indent);
      return;
    }
    Optional<String> line = line(written, lines.getLast().length() + 1);
    if (line.isPresent()) {
      lines.getLast().append(' ').append(line.get());
      return;
    }

    switch (written) {
      case Mapping m -> entries(m, indent + STEP);
      case Sequence s -> items(s, indent + STEP);
      case Scalar s -> lines.getLast().append(' ').append(YamlWords.scalar(s));
      case Prioritized _, Conditional _, Repeated _ ->
          throw new IllegalStateException("not written out");
    }
  }

  /// The value as the rest of a line that starts at a column; empty when it takes several lines.
  private Optional<String> line(Node written, int column) {
    Optional<String> flow = flow(written);
    boolean fits = flow.isPresent() && column + flow.get().length() <= WIDTH;
    return isShort(written) || (fits && !commented(written) && isFlat(written))
        ? flow
        : Optional.empty();
  }

  /// Whether a list or mapping has a comment that is written inside of it: one before its last
  /// part. Any other comes behind the value, such as one before the bracket, or between a key and
  /// what fits behind it.
  private boolean commented(Node written) {
    return switch (written) {
      case Sequence s when !s.items().isEmpty() -> {
        Node last = s.items().getLast();
        yield comments.waiting(last.span().start()) || commented(written(last));
      }
      case Mapping m when !m.entries().isEmpty() -> {
        Mapping.Entry last = m.entries().getLast();
        yield comments.waiting(last.key().span().start()) || commented(written(last.value()));
      }
      case Sequence _, Mapping _, Scalar _, Prioritized _, Conditional _, Repeated _ -> false;
    };
  }

  private void items(Sequence sequence, int indent) {
    boolean first = true;
    for (Node item : sequence.items()) {
      separate(item.span().start(), indent, first);
      first = false;
      add(" ".repeat(indent) + "-");
      Node written = written(item);
      if (written instanceof Mapping m && line(m, indent + STEP).isEmpty()) {
        // The first key stands behind the dash.
        int line = lines.size() - 1;
        entries(m, indent + STEP);
        StringBuilder dash = lines.remove(line);
        lines.get(line).replace(0, dash.length() + 1, dash + " ");
      } else {
        value(item, indent);
      }
      comments.pass(item.span().end());
    }
  }

  private static boolean isShort(Node node) {
    return switch (node) {
      case Scalar _ -> true;
      case Sequence s -> s.items().isEmpty();
      case Mapping m -> m.entries().isEmpty();
      case Prioritized _, Conditional _, Repeated _ -> false;
    };
  }

  /// Whether a value is simple enough for a line of its own: at most one level of nesting.
  private static boolean isFlat(Node node) {
    return switch (node) {
      case Scalar _ -> true;
      case Sequence s -> s.items().stream().allMatch(i -> written(i) instanceof Scalar);
      case Mapping m ->
          m.entries().stream().map(e -> written(e.value())).allMatch(YamlPrinter::isRow);
      case Prioritized _, Conditional _, Repeated _ -> false;
    };
  }

  private static boolean isRow(Node node) {
    return node instanceof Scalar
        || (node instanceof Sequence s
            && s.items().stream().allMatch(i -> written(i) instanceof Scalar));
  }

  /// What YAML writes for wrapped values: a mapping.
  private static Node written(Node node) {
    return switch (node) {
      case Scalar s -> s;
      case Sequence s -> s;
      case Mapping m -> m;
      case Prioritized p -> {
        var entries = new ArrayList<Mapping.Entry>();
        String word = p.priority() == Priority.FORCE ? "force" : "default";
        entries.add(new Mapping.Entry(key(word, p), p.value()));
        p.because().ifPresent(b -> entries.add(new Mapping.Entry(key("because", b), b)));
        yield new Mapping(entries, p.span());
      }
      case Conditional c ->
          around(c, c.value(), List.of(new Mapping.Entry(key("if", c), condition(c.condition()))));
      case Repeated r ->
          around(
              r,
              r.value(),
              List.of(
                  new Mapping.Entry(key("for", r), r.variable()),
                  new Mapping.Entry(key("in", r), r.in())));
    };
  }

  /// A wrapped mapping takes the keys of the wrapper; anything else, and what has such keys itself,
  /// stands under `then`.
  private static Node around(Node node, Node value, List<Mapping.Entry> head) {
    Node inner = written(value);
    var entries = new ArrayList<>(head);
    if (inner instanceof Mapping m
        && !(value instanceof Repeated)
        && !(value instanceof Conditional && !(node instanceof Repeated))) {
      entries.addAll(m.entries());
    } else {
      entries.add(new Mapping.Entry(key("then", node), inner));
    }
    return new Mapping(entries, node.span());
  }

  private static Scalar condition(Scalar written) {
    String text = ConditionText.canonical(written.text());
    return new Scalar(text, written.style(), written.span());
  }

  private static Scalar key(String word, Node at) {
    return new Scalar(word, Scalar.Style.PLAIN, at.span());
  }

  /// The value on one line; empty when it holds a block of lines.
  private static Optional<String> flow(Node node) {
    return switch (written(node)) {
      case Scalar s -> YamlWords.isBlock(s) ? Optional.empty() : Optional.of(YamlWords.scalar(s));
      case Sequence s -> {
        List<Optional<String>> items = s.items().stream().map(YamlPrinter::flow).toList();
        yield items.stream().anyMatch(Optional::isEmpty)
            ? Optional.empty()
            : Optional.of(
                items.stream().map(Optional::get).collect(Collectors.joining(", ", "[", "]")));
      }
      case Mapping m -> flow(m);
      case Prioritized _, Conditional _, Repeated _ -> Optional.empty();
    };
  }

  private static Optional<String> flow(Mapping m) {
    if (m.entries().isEmpty()) {
      return Optional.of("{}");
    }
    var parts = new ArrayList<String>();
    for (Mapping.Entry e : m.entries()) {
      Optional<String> value = flow(e.value());
      if (value.isEmpty()) {
        return Optional.empty();
      }
      parts.add(YamlWords.scalar(e.key()) + ": " + value.get());
    }
    return Optional.of(parts.stream().collect(Collectors.joining(", ", "{ ", " }")));
  }

  private void block(Scalar s, int indent) {
    String text = s.text();
    boolean oneEnd = text.endsWith("\n") && !text.endsWith("\n\n");
    String chomp = oneEnd ? "" : text.endsWith("\n") ? "+" : "-";
    lines.getLast().append(" |").append(chomp);
    for (String line :
        text.substring(0, text.length() - (text.endsWith("\n") ? 1 : 0)).split("\n", -1)) {
      add(line.isEmpty() ? "" : " ".repeat(indent + STEP) + line);
    }
    closed = lines.getLast();
  }

  private void add(String line) {
    lines.add(new StringBuilder(line));
  }
}
