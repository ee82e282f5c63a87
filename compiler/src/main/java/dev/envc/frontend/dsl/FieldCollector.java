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
import java.util.stream.Stream;

/// Collects the statements of a body into a mapping: lists and mappings that are written in several
/// statements come together; anything else that is written twice is an error.
final class FieldCollector {
  private final Map<String, Mapping.Entry> fields = new LinkedHashMap<>();
  private final Diagnostics diagnostics;

  FieldCollector(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  void put(Scalar key, Node value) {
    Mapping.Entry first = fields.get(key.text());
    if (first == null) {
      fields.put(key.text(), new Mapping.Entry(key, value));
    } else if (first.value() instanceof Mapping a && value instanceof Mapping b) {
      fields.put(key.text(), new Mapping.Entry(first.key(), both(a, b)));
    } else if (first.value() instanceof Sequence a && value instanceof Sequence b) {
      List<Node> items = Stream.concat(a.items().stream(), b.items().stream()).toList();
      var joined = new Sequence(items, cover(a.span(), b.span()));
      fields.put(key.text(), new Mapping.Entry(first.key(), joined));
    } else {
      twice(key, first.key());
    }
  }

  private Mapping both(Mapping a, Mapping b) {
    var entries = new ArrayList<>(a.entries());
    for (Mapping.Entry e : b.entries()) {
      a.entry(e.name()).ifPresentOrElse(f -> twice(e.key(), f.key()), () -> entries.add(e));
    }
    return new Mapping(entries, cover(a.span(), b.span()));
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

  private static Span cover(Span a, Span b) {
    return a.file().span(Math.min(a.start(), b.start()), Math.max(a.end(), b.end()));
  }

  Mapping mapping(Span span) {
    return new Mapping(List.copyOf(fields.values()), span);
  }
}
