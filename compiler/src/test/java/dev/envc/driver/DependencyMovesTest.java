package dev.envc.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.lock.LockedUpdate;
import dev.envc.pms.Cpv;
import dev.envc.pms.Slot;
import dev.envc.store.binhost.BinaryCandidate;
import dev.envc.tree.Repository;
import dev.envc.tree.RepositoryLayout;
import dev.envc.tree.TreeIndex;
import dev.envc.tree.TreeIndexWriter;
import dev.envc.tree.Trees;
import dev.envc.tree.testing.MapTree;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class DependencyMovesTest {
  static Repository repository(String name, MapTree files) {
    return new Repository(
        name,
        new Repository.Pin(name, "test", Optional.empty()),
        new RepositoryLayout(Optional.of(name), Optional.empty(), new TreeMap<>()),
        List.of(),
        files,
        TreeIndex.read(TreeIndexWriter.write(new TreeMap<>(), new TreeMap<>())).orElseThrow());
  }

  private static BinaryCandidate binary(String cpv, String repository, String depend) {
    return new BinaryCandidate(
        "main",
        Cpv.parse(cpv),
        Slot.parse("0"),
        repository,
        new TreeSet<>(),
        new TreeSet<>(),
        cpv + ".gpkg.tar",
        1,
        1,
        1,
        "",
        Optional.empty(),
        new TreeMap<>(Map.of("EAPI", "8", "RDEPEND", depend)));
  }

  private static List<String> moves(BinaryCandidate... packages) throws IOException {
    MapTree gentoo =
        new MapTree()
            .put(
                "profiles/updates/1Q-2024",
                """
                move dev-libs/a dev-libs/b
                move dev-libs/unused dev-libs/used
                slotmove dev-libs/c 0 3
                """)
            .put("profiles/updates/4Q-2023", "move dev-libs/old dev-libs/a\n");
    MapTree own = new MapTree().put("profiles/updates/1Q-2024", "move dev-libs/a dev-libs/mine\n");
    Trees trees =
        Trees.of(
            List.of(
                repository("gentoo", gentoo),
                repository("own", own),
                repository("bare", new MapTree())));
    return new DependencyMoves(trees)
        .of(List.of(packages)).stream().map(LockedUpdate::toString).toList();
  }

  @Test
  void onlyWhatChangesSomethingInOrder() throws IOException {
    assertEquals(
        List.of("gentoo move dev-libs/old dev-libs/a", "gentoo move dev-libs/a dev-libs/b"),
        moves(binary("x/y-1", "gentoo", ">=dev-libs/old-1 dev-libs/c:3")));
    assertEquals(
        List.of("gentoo slotmove dev-libs/c 0 3"),
        moves(binary("x/y-1", "gentoo", "|| ( dev-libs/c:0= dev-libs/d )")));
  }

  @Test
  void aRepositoryWithoutUpdatesHasThoseOfTheMainOne() throws IOException {
    assertEquals(
        List.of("own move dev-libs/a dev-libs/mine", "bare move dev-libs/a dev-libs/b"),
        moves(binary("x/y-1", "own", "dev-libs/a"), binary("x/z-1", "bare", "dev-libs/a")));
  }
}
