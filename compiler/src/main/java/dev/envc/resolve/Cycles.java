package dev.envc.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Cycles of dependencies that have no order of merging: those with a build-time dependency (or a
/// run-time dependency with `:=`) within a group of packages that need each other.
final class Cycles {
  private Cycles() {}

  /// For each package on a shortest unbreakable cycle, who depends on it there; empty when an order
  /// exists.
  static Map<Node, Set<Node>> unbreakable(Graph graph) {
    var result = new LinkedHashMap<Node, Set<Node>>();
    for (List<Node> cycle : shortest(graph)) {
      Node parent = cycle.getLast();
      for (Node node : cycle) {
        result.computeIfAbsent(node, _ -> new LinkedHashSet<>()).add(parent);
        parent = node;
      }
    }
    return result;
  }

  /// The cycles that stand in the way of an order: through each package that cannot be merged, the
  /// shortest. Each is listed from a package to what it depends on.
  static List<List<Node>> shortest(Graph graph) {
    Set<Node> stuck = stuck(graph);
    var result = new ArrayList<List<Node>>();
    for (Node node : stuck) {
      var candidates = new ArrayList<List<Node>>();
      int length = Integer.MAX_VALUE;
      for (Node child : children(node, graph, stuck)) {
        List<Node> path = path(child, node, graph, stuck);
        if (path != null && path.size() <= length) {
          length = path.size();
          candidates.add(path);
        }
      }
      for (List<Node> path : candidates) {
        if (path.size() == length) {
          result.add(path);
        }
      }
    }
    return result;
  }

  /// The packages that cannot be merged: on an unbreakable cycle, or needing one that is.
  private static Set<Node> stuck(Graph graph) {
    Components components = new Components(graph);
    var result = new LinkedHashSet<Node>();
    for (List<Node> component : components.inOrder()) {
      var members = new HashSet<>(component);
      boolean blocked = false;
      for (Node node : component) {
        for (Map.Entry<Node, Strength> edge : graph.children(node).entrySet()) {
          blocked |= edge.getValue() != Strength.AFTER && result.contains(edge.getKey());
          blocked |= edge.getValue() == Strength.BUILD && members.contains(edge.getKey());
        }
      }
      if (blocked) {
        result.addAll(component);
      }
    }
    return result;
  }

  private static List<Node> children(Node node, Graph graph, Set<Node> within) {
    var result = new ArrayList<Node>();
    graph
        .children(node)
        .forEach(
            (child, strength) -> {
              if (strength != Strength.AFTER && within.contains(child)) {
                result.add(child);
              }
            });
    return result;
  }

  private static @Nullable List<Node> path(Node from, Node to, Graph graph, Set<Node> within) {
    var before = new HashMap<Node, Node>();
    Deque<Node> queue = new ArrayDeque<>(List.of(from));
    before.put(from, from);
    while (!queue.isEmpty()) {
      Node node = queue.poll();
      if (node == to) {
        return trace(from, to, before);
      }
      for (Node child : children(node, graph, within)) {
        if (before.putIfAbsent(child, node) == null) {
          queue.add(child);
        }
      }
    }
    return null;
  }

  private static List<Node> trace(Node from, Node to, Map<Node, Node> before) {
    Deque<Node> path = new ArrayDeque<>();
    Node node = to;
    while (node != from) {
      path.push(node);
      node = before.getOrDefault(node, from);
    }
    path.push(from);
    return List.copyOf(path);
  }
}
