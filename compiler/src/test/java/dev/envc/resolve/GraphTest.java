package dev.envc.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.pms.PackageName;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The packages chosen so far.
class GraphTest {
  /// As Portage meets them, which looks for a way out of the first.
  @Test
  void slotConflictsAreInTheOrderInWhichTheyCameAbout() {
    var pool =
        new Pool(
            EffectiveUniverse.of(
                List.of(
                    ConflictTest.candidate("c/a-1", ""),
                    ConflictTest.candidate("c/a-2", ""),
                    ConflictTest.candidate("c/b-1", ""),
                    ConflictTest.candidate("c/b-2", ""))));
    List<Node> a = pool.family(PackageName.parse("c/a")).nodes;
    List<Node> b = pool.family(PackageName.parse("c/b")).nodes;
    var graph = new Graph();
    graph.choose(a.getFirst());
    graph.choose(b.getFirst());
    graph.choose(b.getLast());
    graph.choose(a.getLast());
    assertEquals(List.of(b, a), graph.slotConflicts());
    graph.remove(b.getFirst());
    graph.choose(b.getFirst());
    assertEquals(List.of(a, b.reversed()), graph.slotConflicts());
  }
}
