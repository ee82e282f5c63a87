package dev.envc.frontend;

import dev.envc.ast.Document;
import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Sequence;
import dev.envc.source.Span;
import java.util.Optional;

/// Small changes of a manifest's text that leave the rest as it is, comments and layout too. Where
/// a place is written in an unusual way, the answer is empty rather than a guess; what a change
/// means is for the caller to find out by reading the result.
public interface ManifestEditor {

  static ManifestEditor of(Document document) {
    return switch (document.form()) {
      case YAML -> new YamlEditor(document);
      case DSL -> new DslEditor(document);
    };
  }

  /// Adds an item to a list of the manifest itself, such as `unmask`.
  Optional<Replacement> addItem(String field, String item);

  /// Adds an item to the list under a key of a mapping, such as `package-use`.
  Optional<Replacement> addUnder(String field, String key, String item);

  /// Takes the item of a list away in which `part` stands.
  Optional<Replacement> remove(Span part);

  /// A list and the place in it of the item that covers a span.
  record ItemPlace(Sequence list, int index) {
    Node item() {
      return list.items().get(index);
    }

    boolean isOnly() {
      return list.items().size() == 1;
    }

    boolean isLast() {
      return index == list.items().size() - 1;
    }
  }

  /// The innermost list item that covers `part`; empty when none does.
  static Optional<ItemPlace> itemOf(Node node, Span part) {
    return switch (node) {
      case Sequence s -> {
        for (int i = 0; i < s.items().size(); i++) {
          if (covers(s.items().get(i).span(), part)) {
            Optional<ItemPlace> inner = itemOf(s.items().get(i), part);
            yield inner.isPresent() ? inner : Optional.of(new ItemPlace(s, i));
          }
        }
        yield Optional.empty();
      }
      case Mapping m ->
          m.entries().stream()
              .map(e -> itemOf(e.value(), part))
              .flatMap(Optional::stream)
              .findFirst();
      case dev.envc.ast.Prioritized p -> itemOf(p.value(), part);
      case dev.envc.ast.Conditional c -> itemOf(c.value(), part);
      case dev.envc.ast.Repeated r -> itemOf(r.value(), part);
      case dev.envc.ast.Scalar _ -> Optional.empty();
    };
  }

  private static boolean covers(Span outer, Span part) {
    return outer.start() <= part.start() && part.end() <= outer.end();
  }
}
