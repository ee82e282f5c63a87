package dev.envc.ast;

import dev.envc.source.Span;
import java.util.List;

/// A list.
public record Sequence(List<Node> items, Span span) implements Node {
  public Sequence {
    items = List.copyOf(items);
  }
}
