package dev.envc.compose;

import dev.envc.ast.Node;
import dev.envc.ast.Prioritized.Priority;

/// One layer's value for a field.
record Definition(Node node, Priority priority, Layer layer) {
  Definition with(Node other) {
    return new Definition(other, priority, layer);
  }

  /// Whether this definition stands and `other` does not.
  boolean beats(Definition other) {
    int order = priority.compareTo(other.priority);
    return order > 0 || (order == 0 && layer.beats(other.layer));
  }

  /// Whether this and another beat the same definitions.
  // A layer is one of a program's few: comparing what it holds would cost its size.
  @SuppressWarnings("ReferenceEquality")
  boolean ranksAs(Definition other) {
    return layer == other.layer && priority == other.priority;
  }
}
