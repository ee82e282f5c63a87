package dev.envc.editor;

import dev.envc.ast.Conditional;
import dev.envc.ast.Mapping;
import dev.envc.ast.Node;
import dev.envc.ast.Prioritized;
import java.util.List;

/// The fields of a manifest and the entries of those that are mappings, for an overview.
public final class Outline {
  /// A field or entry.
  public record Symbol(String name, TextRange range, TextRange selection, List<Symbol> children) {
    public Symbol {
      children = List.copyOf(children);
    }
  }

  private Outline() {}

  /// Empty when the syntax is broken.
  public static List<Symbol> of(OpenText text) {
    return Formatting.document(text).map(d -> symbols(d.root(), text, true)).orElse(List.of());
  }

  private static List<Symbol> symbols(Mapping mapping, OpenText text, boolean deeper) {
    return mapping.entries().stream().map(e -> symbol(e, text, deeper)).toList();
  }

  private static Symbol symbol(Mapping.Entry e, OpenText text, boolean deeper) {
    int start = Math.min(e.key().span().start(), e.value().span().start());
    int end = Math.max(e.key().span().end(), e.value().span().end());
    return new Symbol(
        e.name(),
        text.range(start, end),
        text.range(e.key().span().start(), e.key().span().end()),
        deeper ? children(e.value(), text) : List.of());
  }

  private static List<Symbol> children(Node value, OpenText text) {
    return switch (value) {
      case Mapping m -> symbols(m, text, false);
      case Conditional c -> children(c.value(), text);
      case Prioritized p -> children(p.value(), text);
      default -> List.of();
    };
  }
}
