package dev.envc.compose;

import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Scalar;
import dev.envc.language.Field;
import dev.envc.language.Shape;
import dev.envc.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Merges mappings with known fields, field by field.
final class StructMerger {
  private final Merger merger;

  StructMerger(Merger merger) {
    this.merger = merger;
  }

  Mapping merge(Shape.Struct shape, List<Definition> definitions, Span span) {
    List<Definition> mappings =
        exclusive(shape, definitions.stream().flatMap(d -> asMapping(shape, d).stream()).toList());
    var entries = new ArrayList<Mapping.Entry>();
    for (Field field : shape.fields()) {
      List<Mapping.Entry> own = new ArrayList<>();
      List<Definition> values = new ArrayList<>();
      for (Definition d : mappings) {
        ((Mapping) d.node())
            .entry(field.name())
            .ifPresent(
                e -> {
                  own.add(e);
                  values.add(d.with(e.value()));
                });
      }
      Optional<Node> merged = merger.value(field.shape(), values);
      merged.ifPresent(n -> entries.add(new Mapping.Entry(own.getLast().key(), n)));
    }
    return new Mapping(entries, span);
  }

  /// A value alone stands for the mapping with it as the primary field.
  private static Optional<Definition> asMapping(Shape.Struct shape, Definition d) {
    if (d.node() instanceof Mapping) {
      return Optional.of(d);
    }
    Span span = d.node().span();
    return shape
        .primary()
        .map(p -> new Mapping.Entry(new Scalar(p, Scalar.Style.PLAIN, span), d.node()))
        .map(e -> d.with(new Mapping(List.of(e), span)));
  }

  /// Of fields that exclude each other, a nearer definition takes away the others.
  private static List<Definition> exclusive(Shape.Struct shape, List<Definition> definitions) {
    if (shape.oneOf().isEmpty()) {
      return definitions;
    }
    return definitions.stream().map(d -> d.with(withoutBeaten(shape, d, definitions))).toList();
  }

  private static Mapping withoutBeaten(
      Shape.Struct shape, Definition own, List<Definition> definitions) {
    Mapping mapping = (Mapping) own.node();
    Mapping left = mapping;
    for (String name : shape.oneOf()) {
      boolean beaten =
          mapping.get(name).isPresent()
              && definitions.stream().anyMatch(d -> d.beats(own) && choosesOther(shape, d, name));
      left = beaten ? left.without(name) : left;
    }
    return left;
  }

  private static boolean choosesOther(Shape.Struct shape, Definition d, String name) {
    Mapping mapping = (Mapping) d.node();
    return mapping.get(name).isEmpty()
        && shape.oneOf().stream().anyMatch(o -> mapping.get(o).isPresent());
  }
}
