package dev.envc.compose;

import dev.envc.ast.Conditional;
import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Prioritized;
import dev.envc.ast.Prioritized.Priority;
import dev.envc.ast.Repeated;
import dev.envc.ast.Scalar;
import dev.envc.ast.Sequence;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.language.Shape;
import dev.envc.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Merges the definitions of a field by the rules of its shape. What comes out has no priorities,
/// conditions, short forms or parameters any more; each piece keeps the place it came from. Values
/// of the wrong shape are passed over: the shape check reports them.
final class Merger {
  private final Expansion expansion;
  private final Diagnostics diagnostics;
  private final StructMerger structs;
  private final ListMerger lists;

  Merger(Scope scope, Diagnostics diagnostics) {
    this(new Expansion(scope, diagnostics), diagnostics);
  }

  /// A merger that decides conditions and leaves texts as they are written.
  static Merger ofTexts(Scope scope, Diagnostics diagnostics) {
    return new Merger(Expansion.ofConditions(scope, diagnostics), diagnostics);
  }

  private Merger(Expansion expansion, Diagnostics diagnostics) {
    this.expansion = expansion;
    this.diagnostics = diagnostics;
    this.structs = new StructMerger(this);
    this.lists = new ListMerger(this, expansion, diagnostics);
  }

  Mapping merge(Shape.Struct shape, List<Layer> layers, Span span) {
    List<Definition> definitions =
        layers.stream().map(l -> new Definition(l.content(), Priority.NORMAL, l)).toList();
    return structs.merge(shape, definitions, span);
  }

  /// The merged value; empty when no definition counts.
  Optional<Node> value(Shape shape, List<Definition> written) {
    List<Definition> all = written.stream().flatMap(d -> unwrapped(d).stream()).toList();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    Span last = all.getLast().node().span();
    return switch (shape) {
      case Shape.Leaf _ -> leaf(all);
      case Shape.ListOf list -> lists.merge(list, all);
      case Shape.MapOf map -> map(map, all);
      case Shape.Struct struct -> Optional.of(structs.merge(struct, all, last));
      case Shape.Free free -> free(free, all);
    };
  }

  /// The definition without priority and condition; empty when its condition does not hold.
  Optional<Definition> unwrapped(Definition d) {
    return switch (d.node()) {
      case Prioritized p -> {
        checkReason(p);
        yield unwrapped(new Definition(p.value(), p.priority(), d.layer()));
      }
      case Conditional c ->
          expansion.holds(c.condition()) ? unwrapped(d.with(c.value())) : Optional.empty();
      // Loops are written out before definitions merge.
      case Repeated _ -> Optional.empty();
      case Scalar s when s.isNull() -> Optional.empty();
      case Scalar _, Sequence _, Mapping _ -> Optional.of(d);
    };
  }

  private void checkReason(Prioritized p) {
    if (p.priority() == Priority.FORCE && p.because().isEmpty()) {
      diagnostics.add(
          Diagnostic.error(
                  ManifestCode.FORCE_WITHOUT_REASON,
                  p.span(),
                  "A forced value says why it beats all others.")
              .hint("Add `because` beside `force`."));
    }
  }

  private Optional<Node> leaf(List<Definition> all) {
    List<Definition> scalars = new ArrayList<>();
    for (Definition d : all) {
      if (d.node() instanceof Scalar s && expansion.isComplete(s)) {
        scalars.add(d.with(expansion.expand(s)));
      }
    }
    return Winner.of(scalars, diagnostics).map(Definition::node);
  }

  private Optional<Node> map(Shape.MapOf shape, List<Definition> all) {
    List<Definition> mappings = all.stream().filter(d -> d.node() instanceof Mapping).toList();
    return mappings.isEmpty() ? Optional.empty() : Optional.of(mapping(shape.value(), mappings));
  }

  private Mapping mapping(Shape valueShape, List<Definition> mappings) {
    record Values(Scalar key, List<Definition> definitions) {}
    Map<String, Values> byKey = new LinkedHashMap<>();
    for (Definition d : mappings) {
      for (Mapping.Entry entry : ((Mapping) d.node()).entries()) {
        Scalar key = expansion.expand(entry.key());
        byKey
            .computeIfAbsent(key.text(), _ -> new Values(key, new ArrayList<>()))
            .definitions()
            .add(d.with(entry.value()));
      }
    }
    var entries = new ArrayList<Mapping.Entry>();
    for (Values v : byKey.values()) {
      value(valueShape, v.definitions()).ifPresent(n -> entries.add(new Mapping.Entry(v.key(), n)));
    }
    return new Mapping(entries, mappings.getLast().node().span());
  }

  private Optional<Node> free(Shape.Free shape, List<Definition> all) {
    boolean mappings = all.stream().allMatch(d -> d.node() instanceof Mapping);
    return mappings
        ? Optional.of(mapping(shape, all))
        : Winner.of(all, diagnostics).map(d -> expansion.plain(d.node()));
  }
}
