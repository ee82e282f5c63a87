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
import dev.envc.language.Shape.Merge;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Merges lists.
final class ListMerger {
  private final Merger merger;
  private final Expansion expansion;
  private final Diagnostics diagnostics;

  ListMerger(Merger merger, Expansion expansion, Diagnostics diagnostics) {
    this.merger = merger;
    this.expansion = expansion;
    this.diagnostics = diagnostics;
  }

  Optional<Node> merge(Shape.ListOf shape, List<Definition> all) {
    List<Definition> lists = all.stream().flatMap(d -> asSequence(shape, d).stream()).toList();
    if (lists.isEmpty()) {
      return Optional.empty();
    }
    return switch (shape.merge()) {
      case REPLACE ->
          Winner.of(lists.stream().map(this::expanded).toList(), diagnostics).map(Definition::node);
      case ADD, SIGNED -> Optional.of(sum(shape, ofHighestPriority(lists)));
    };
  }

  private static Optional<Definition> asSequence(Shape.ListOf shape, Definition d) {
    if (d.node() instanceof Sequence) {
      return Optional.of(d);
    }
    return shape.merge() == Merge.REPLACE && d.node() instanceof Scalar s
        ? Optional.of(d.with(new Sequence(List.of(s), s.span())))
        : Optional.empty();
  }

  private Definition expanded(Definition d) {
    Sequence s = (Sequence) d.node();
    List<Node> items =
        s.items().stream()
            .flatMap(i -> merger.unwrapped(d.with(i)).stream())
            .<Node>map(i -> i.node() instanceof Scalar t ? expansion.expand(t) : i.node())
            .toList();
    return d.with(new Sequence(items, s.span()));
  }

  private static List<Definition> ofHighestPriority(List<Definition> lists) {
    Priority highest =
        lists.stream().map(Definition::priority).max(Priority::compareTo).orElseThrow();
    return lists.stream().filter(d -> d.priority() == highest).toList();
  }

  private Sequence sum(Shape.ListOf shape, List<Definition> lists) {
    Map<String, List<Definition>> items = new LinkedHashMap<>();
    for (Definition list : lists) {
      for (Node item : ((Sequence) list.node()).items()) {
        merger.unwrapped(list.with(item)).ifPresent(i -> add(shape, items, i));
      }
    }
    var merged = new ArrayList<Node>();
    items.values().forEach(same -> merger.value(shape.item(), same).ifPresent(merged::add));
    return new Sequence(merged, lists.getLast().node().span());
  }

  private void add(Shape.ListOf shape, Map<String, List<Definition>> items, Definition item) {
    Optional<Scalar> text = identity(shape.item(), item.node()).map(expansion::expand);
    if (text.isEmpty()) {
      return;
    }
    String written = text.get().text();
    boolean minus = written.length() > 1 && written.startsWith("-");
    if (shape.merge() == Merge.SIGNED) {
      // The last place counts: `-*` takes away what stands before it.
      String name = minus ? written.substring(1) : written;
      List<Definition> same = Objects.requireNonNullElseGet(items.remove(name), ArrayList::new);
      same.add(item);
      items.put(name, same);
    } else if (minus) {
      remove(items, text.get());
    } else {
      items.computeIfAbsent(written, _ -> new ArrayList<>()).add(item);
    }
  }

  private void remove(Map<String, List<Definition>> items, Scalar minus) {
    String name = minus.text().substring(1);
    if (items.remove(name) == null) {
      diagnostics.add(
          Diagnostic.warning(
              ManifestCode.REMOVES_NOTHING,
              minus.span(),
              "There is no `" + name + "` to take away."));
    }
  }

  /// What an item is told apart by.
  private static Optional<Scalar> identity(Shape item, Node node) {
    return switch (node) {
      case Scalar s -> Optional.of(s);
      case Mapping m ->
          item instanceof Shape.Struct s
              ? s.primary().flatMap(m::get).filter(Scalar.class::isInstance).map(Scalar.class::cast)
              : Optional.empty();
      case Sequence _, Prioritized _, Conditional _, Repeated _ -> Optional.empty();
    };
  }
}
