package dev.envc.check;

import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.source.Span;
import java.util.List;
import java.util.Optional;

/// A merged mapping, read by field. What is not of the asked kind is absent: the shape check has
/// reported it.
record View(Mapping mapping) {

  Span span() {
    return mapping.span();
  }

  Optional<Scalar> scalar(String field) {
    return mapping.get(field).filter(Scalar.class::isInstance).map(Scalar.class::cast);
  }

  Optional<String> text(String field) {
    return scalar(field).map(Scalar::text);
  }

  Optional<View> view(String field) {
    return mapping.get(field).filter(Mapping.class::isInstance).map(m -> new View((Mapping) m));
  }

  /// The entries of a field that is a mapping.
  List<Mapping.Entry> entries(String field) {
    return view(field).map(v -> v.mapping.entries()).orElse(List.of());
  }

  List<Node> items(String field) {
    return mapping
        .get(field)
        .filter(Sequence.class::isInstance)
        .map(s -> ((Sequence) s).items())
        .orElse(List.of());
  }

  List<Scalar> scalars(String field) {
    return items(field).stream().filter(Scalar.class::isInstance).map(Scalar.class::cast).toList();
  }

  /// The items of a field that are mappings.
  List<View> views(String field) {
    return items(field).stream()
        .filter(Mapping.class::isInstance)
        .map(m -> new View((Mapping) m))
        .toList();
  }

  boolean has(String field) {
    return mapping.get(field).isPresent();
  }
}
