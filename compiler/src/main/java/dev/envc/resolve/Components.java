package dev.envc.resolve;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The groups of packages that need each other before they can be used (Tarjan's strongly connected
/// components, without recursion), those first that need no other.
final class Components {
  private final Graph graph;
  private final List<List<Node>> result = new ArrayList<>();
  private final Map<Node, Integer> index = new HashMap<>();
  private final Map<Node, Integer> low = new HashMap<>();
  private final Deque<Node> stack = new ArrayDeque<>();
  private final Set<Node> onStack = new HashSet<>();

  private record Frame(Node node, Iterator<Map.Entry<Node, Strength>> edges) {}

  Components(Graph graph) {
    this.graph = graph;
    for (Node node : graph.nodes()) {
      if (!index.containsKey(node)) {
        visit(node);
      }
    }
  }

  /// Each package is in one group; a group comes after the groups it depends on.
  List<List<Node>> inOrder() {
    return result;
  }

  private void visit(Node root) {
    Deque<Frame> frames = new ArrayDeque<>();
    enter(root, frames);
    while (!frames.isEmpty()) {
      Frame frame = frames.element();
      if (!frame.edges.hasNext()) {
        frames.pop();
        leave(frame.node);
        if (!frames.isEmpty()) {
          lower(frames.element().node, low.getOrDefault(frame.node, 0));
        }
        continue;
      }
      Map.Entry<Node, Strength> edge = frame.edges.next();
      if (edge.getValue() == Strength.AFTER) {
        continue;
      }
      Node child = edge.getKey();
      Integer seen = index.get(child);
      if (seen == null) {
        enter(child, frames);
      } else if (onStack.contains(child)) {
        lower(frame.node, seen);
      }
    }
  }

  private void enter(Node node, Deque<Frame> frames) {
    int number = index.size();
    index.put(node, number);
    low.put(node, number);
    stack.push(node);
    onStack.add(node);
    frames.push(new Frame(node, graph.children(node).entrySet().iterator()));
  }

  private void lower(Node node, int value) {
    low.merge(node, value, Math::min);
  }

  private void leave(Node node) {
    if (!low.getOrDefault(node, 0).equals(index.getOrDefault(node, -1))) {
      return;
    }
    var component = new ArrayList<Node>();
    Node member;
    do {
      member = stack.pop();
      onStack.remove(member);
      component.add(member);
    } while (member != node);
    result.add(component);
  }
}
