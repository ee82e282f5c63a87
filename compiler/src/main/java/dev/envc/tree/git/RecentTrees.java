package dev.envc.tree.git;

import dev.envc.tree.git.GitTreeParser.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tree objects read last, so that a path's upper directories are not parsed again for each
/// file.
final class RecentTrees {
  private static final int KEPT = 256;

  private final Map<String, List<Node>> trees =
      new LinkedHashMap<>(KEPT * 2, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Node>> eldest) {
          return size() > KEPT;
        }
      };

  synchronized @Nullable List<Node> get(String id) {
    return trees.get(id);
  }

  synchronized void put(String id, List<Node> nodes) {
    trees.put(id, nodes);
  }
}
