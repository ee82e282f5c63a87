package dev.envc.frontend;

import dev.envc.ast.Document;
import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Nodes;
import dev.envc.ast.Prioritized;
import dev.envc.ast.Prioritized.Priority;
import dev.envc.ast.Repeated;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.language.Field;
import dev.envc.language.ManifestFields;
import dev.envc.language.Shape;
import dev.envc.source.SourceFile;
import dev.envc.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Documents of every shape that the field table allows, with texts that are hard to write.
final class RandomDocuments {
  private static final Span NOWHERE = SourceFile.of("random.env.yaml", "").span(0, 0);
  private static final List<String> TEXTS =
      List.of(
          "word",
          "true",
          "007",
          "-x",
          "~amd64",
          ">=dev-libs/openssl-3:0/1.1[ssl,-X]",
          "@system",
          "a b",
          "${{ p }}",
          "x-${{ p }}/${{ q }}",
          "$${{ p }}",
          "it's \"quoted\"",
          "# no comment",
          "a #b",
          "key: value",
          "colon:",
          "if",
          "for",
          "in",
          "because",
          "null",
          "~",
          "[x]",
          "{x}",
          "line\nbreak",
          "lines\nof\ntext\n",
          "  indented\n",
          "end \n",
          "tab\there",
          "ünïcode",
          "back\\slash",
          "\\n",
          "*/*",
          "!x",
          "%x",
          "a,b",
          "'",
          "\"",
          "\"\"\"",
          "-",
          "--",
          "=",
          "&&",
          "2023-01-01",
          "1e3",
          "0o644",
          "0644",
          "https://example.com/a?b=c#d",
          "a;b",
          "x:y",
          ":x");
  private static final List<String> NAMES =
      List.of("a", "b2", "dev", "tree", "from", "x-y", "for", "let", "odd name", "dev/x:0");

  private final Random random;

  RandomDocuments(long seed) {
    this.random = new Random(seed);
  }

  Document next() {
    return new Document(
        NOWHERE.file(), Document.Form.YAML, struct(ManifestFields.MANIFEST, 0), List.of());
  }

  private Mapping struct(Shape.Struct shape, int depth) {
    var entries = new ArrayList<Mapping.Entry>();
    boolean all = shape.fields().size() <= 6;
    for (Field field : shape.fields()) {
      if (random.nextInt(all ? 2 : 6) == 0) {
        boolean reason = List.of("because", "default").contains(field.name());
        entries.add(
            new Mapping.Entry(
                plain(field.name()), reason ? text() : wrapped(field.shape(), depth + 1)));
      }
    }
    java.util.Collections.shuffle(entries, random);
    return new Mapping(entries, NOWHERE);
  }

  /// A value, sometimes with a priority or a condition.
  private Node wrapped(Shape shape, int depth) {
    Node value = value(shape, depth);
    if (depth > 1 && random.nextInt(8) == 0 && !single(value)) {
      boolean force = random.nextBoolean();
      value =
          new Prioritized(
              force ? Priority.FORCE : Priority.DEFAULT,
              value,
              force ? Optional.of(text()) : Optional.empty(),
              NOWHERE);
    }
    return depth > 1 && random.nextInt(8) == 0 ? Nodes.when(condition(), value, NOWHERE) : value;
  }

  /// A mapping of one key can be read as a wrapper.
  private static boolean single(Node value) {
    return value instanceof Mapping m && m.entries().size() < 2;
  }

  private Node value(Shape shape, int depth) {
    return switch (shape) {
      case Shape.Leaf _ -> text();
      case Shape.ListOf list -> list(list, depth);
      case Shape.MapOf map -> map(map, depth);
      case Shape.Struct s ->
          s.primary().isPresent() && random.nextInt(3) == 0
              ? value(s.field(s.primary().get()).orElseThrow().shape(), depth)
              : struct(s, depth);
      case Shape.Free _ -> free(depth);
    };
  }

  private Node list(Shape.ListOf shape, int depth) {
    if (shape.merge() == Shape.Merge.REPLACE && random.nextInt(4) == 0) {
      return text();
    }
    var items = new ArrayList<Node>();
    boolean parts = shape.item().equals(ManifestFields.FRAGMENT);
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      Node item = parts ? struct(ManifestFields.FRAGMENT, depth + 1) : wrapped(shape.item(), 2);
      items.add(parts || random.nextInt(6) == 0 ? repeated(item) : item);
    }
    return new Sequence(items, NOWHERE);
  }

  private Node repeated(Node item) {
    boolean plain = !(item instanceof dev.envc.ast.Conditional);
    Node value = plain && random.nextBoolean() ? Nodes.when(condition(), item, NOWHERE) : item;
    Node in = random.nextBoolean() ? plain("xs") : new Sequence(List.of(text(), text()), NOWHERE);
    Node once = new Repeated(plain("n"), in, value, NOWHERE);
    return random.nextInt(4) == 0 ? new Repeated(plain("m"), plain("ys"), once, NOWHERE) : once;
  }

  private Mapping map(Shape.MapOf shape, int depth) {
    Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
    int count = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      entries.put(name, new Mapping.Entry(quoted(name), wrapped(shape.value(), depth + 1)));
    }
    return new Mapping(List.copyOf(entries.values()), NOWHERE);
  }

  private Node free(int depth) {
    return switch (random.nextInt(depth > 5 ? 1 : 3)) {
      case 0 -> text();
      case 1 -> {
        var items = new ArrayList<Node>();
        for (int i = random.nextInt(3); i > 0; i--) {
          items.add(free(depth + 1));
        }
        yield new Sequence(items, NOWHERE);
      }
      default ->
          new Mapping(
              List.of(
                  new Mapping.Entry(quoted("one"), free(depth + 1)),
                  new Mapping.Entry(quoted("two words"), free(depth + 1))),
              NOWHERE);
    };
  }

  private Scalar condition() {
    return plain(
        List.of("debug", "arch == arm64", "!(a && b) || c != x", "x in [a, b]", "x in xs")
            .get(random.nextInt(5)));
  }

  private Scalar text() {
    String text = TEXTS.get(random.nextInt(TEXTS.size()));
    boolean literal = text.equals("true") && random.nextBoolean();
    return literal ? plain(text) : quoted(text);
  }

  private static Scalar plain(String text) {
    return new Scalar(text, Scalar.Style.PLAIN, NOWHERE);
  }

  private static Scalar quoted(String text) {
    return new Scalar(text, Scalar.Style.QUOTED, NOWHERE);
  }
}
