package dev.envc.resolve;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The order of merging: dependencies first; within a group of packages that need each other, build
/// dependencies first; what a package needs afterwards (PDEPEND) as soon as it can be.
final class MergeOrder {
  private final Graph graph;
  private final Set<Node> done = new HashSet<>();
  private final List<Node> order = new ArrayList<>();

  private MergeOrder(Graph graph) {
    this.graph = graph;
  }

  /// All packages of the graph, in order.
  static List<Node> of(Graph graph) {
    var result = new MergeOrder(graph);
    for (List<Node> component : new Components(graph).inOrder()) {
      result.append(component);
    }
    return result.order;
  }

  private void append(List<Node> component) {
    if (component.size() == 1) {
      take(component.getFirst());
      return;
    }
    var open = new ArrayList<>(component);
    while (!open.isEmpty()) {
      Node next = next(open);
      open.remove(next);
      take(next);
    }
  }

  /// The member that waits for the fewest others: build-time dependencies count most.
  private Node next(List<Node> open) {
    Node best = open.getFirst();
    long least = Long.MAX_VALUE;
    for (Node node : open) {
      long waits = 0;
      for (var edge : graph.children(node).entrySet()) {
        if (open.contains(edge.getKey()) && edge.getKey() != node) {
          waits += edge.getValue() == Strength.BUILD ? 1_000_000 : 1;
        }
      }
      if (waits < least) {
        least = waits;
        best = node;
      }
    }
    return best;
  }

  private void take(Node node) {
    if (done.add(node)) {
      order.add(node);
    }
  }
}
