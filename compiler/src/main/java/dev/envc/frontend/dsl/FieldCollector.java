package dev.envc.frontend.dsl;

import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects the statements of a body into a mapping: lists and mappings that are written in several
/// statements come together; anything else that is written twice is an error.
final class FieldCollector {
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Diagnostics diagnostics;

  FieldCollector(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /// A field, with what was written of it so far.
  private sealed interface Field {
    Scalar key();

    Node value();
  }

  private record Single(Scalar key, Node value) implements Field {}

  private record Items(Scalar key, List<Node> items, Bounds bounds) implements Field {
    @Override
    public Node value() {
      return new Sequence(items, bounds.span());
    }
  }

  private record Entries(Scalar key, Map<String, Mapping.Entry> entries, Bounds bounds)
      implements Field {
    @Override
    public Node value() {
      return new Mapping(List.copyOf(entries.values()), bounds.span());
    }
  }

  /// What several spans of a file cover together.
  private static final class Bounds {
    private Span span;

    Bounds(Span span) {
      this.span = span;
    }

    Span span() {
      return span;
    }

    void add(Span other) {
      span =
          span.file()
              .span(Math.min(span.start(), other.start()), Math.max(span.end(), other.end()));
    }
  }

  void put(Scalar key, Node value) {
    switch (fields.get(key.text())) {
      case null -> fields.put(key.text(), first(key, value));
      case Items all when value instanceof Sequence more -> {
        all.items().addAll(more.items());
        all.bounds().add(more.span());
      }
      case Entries all when value instanceof Mapping more -> {
        more.entries().forEach(e -> put(all.entries(), e));
        all.bounds().add(more.span());
      }
      case Field other -> twice(key, other.key());
    }
  }

  private static Field first(Scalar key, Node value) {
    return switch (value) {
      case Sequence s -> new Items(key, new ArrayList<>(s.items()), new Bounds(s.span()));
      case Mapping m -> {
        var entries = new LinkedHashMap<String, Mapping.Entry>();
        m.entries().forEach(e -> entries.put(e.name(), e));
        yield new Entries(key, entries, new Bounds(m.span()));
      }
      default -> new Single(key, value);
    };
  }

  private void put(Map<String, Mapping.Entry> entries, Mapping.Entry entry) {
    Mapping.Entry first = entries.putIfAbsent(entry.name(), entry);
    if (first != null) {
      twice(entry.key(), first.key());
    }
  }

  private void twice(Scalar key, Scalar first) {
    diagnostics.add(
        Diagnostic.error(
                ManifestCode.DUPLICATE_KEY,
                key.span(),
                "`" + key.text() + "` is already written here.")
            .note("It is written first here.", first.span())
            .hint("Keep one of the two."));
  }

  Mapping mapping(Span span) {
    return new Mapping(
        fields.values().stream().map(f -> new Mapping.Entry(f.key(), f.value())).toList(), span);
  }
}
