package dev.envc.backend.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.backend.archive.ContentKey;
import dev.envc.rootfs.FakePackage;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.Fixture;
import dev.envc.rootfs.RootFs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LayerPlanTest {
  private static RootFs root(int bumped, int count) throws Exception {
    return root(bumped, count, 0);
  }

  /// @param more how many small packages there are besides
  private static RootFs root(int bumped, int count, int more) throws Exception {
    var packages = new ArrayList<FakePackage>();
    for (int i = 0; i < count; i++) {
      String version = i == bumped ? "2.0" : "1.0";
      packages.add(
          FakePackage.of("dev-libs/lib" + i + "-" + version)
              .dir("usr", "usr/lib64", "usr/share", "usr/share/doc")
              .file("usr/lib64/lib" + i + ".so", version + "x".repeat(1000 * i), 0755)
              .hardlink("usr/lib64/lib" + i + ".so.1", "usr/lib64/lib" + i + ".so")
              .file("usr/share/doc/lib" + i, version));
    }
    for (int i = 0; i < more; i++) {
      packages.add(
          FakePackage.of("dev-debug/tool" + i + "-1.0")
              .dir("usr", "usr/bin")
              .file("usr/bin/tool" + i, "tool", 0755));
    }
    return Fixture.assemble(packages.toArray(FakePackage[]::new));
  }

  private static Set<String> keys(RootFs root, int budget) {
    var keys = new TreeSet<String>();
    LayerPlan.of(root, budget).forEach(l -> keys.add(ContentKey.of(l.entries())));
    return keys;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 24, 60, 127})
  void oneBumpChangesTwoLayers(int budget) throws Exception {
    Set<String> before = keys(root(-1, 40), budget);
    assertTrue(before.size() <= budget, before.size() + " layers");
    for (int bumped = 0; bumped < 40; bumped += 3) {
      Set<String> after = keys(root(bumped, 40), budget);
      after.removeAll(before);
      assertTrue(after.size() <= 2, "lib" + bumped + " changes " + after.size());
    }
  }

  /// A development variant that adds packages has the production image's layers: all but the top
  /// one where each package has its own, and the top one and those that the new packages go into
  /// where they share.
  @ParameterizedTest
  @ValueSource(ints = {24, 127})
  void aVariantWithMorePackagesSharesLayers(int budget) throws Exception {
    Set<String> production = keys(root(-1, 40, 0), budget);
    Set<String> shared = keys(root(-1, 40, 3), budget);
    shared.retainAll(production);
    assertTrue(
        shared.size() >= production.size() - 4,
        shared.size() + " of " + production.size() + " layers are shared");
  }

  /// What the manifest asks for changes most often: it does not take others along.
  @Test
  void requestedPackagesHaveTheirOwnLayers() throws Exception {
    RootFs all = root(-1, 40);
    RootFs some =
        new RootFs(
            all.tree(),
            all.packages().stream()
                .map(
                    p ->
                        new RootFs.InstalledPackage(
                            p.id(),
                            p.slot(),
                            p.repository(),
                            p.license(),
                            p.digest(),
                            p.id().equals("dev-libs/lib0-1.0")))
                .toList(),
            all.report());
    List<LayerPlan.Layer> layers = LayerPlan.of(some, 12);
    assertTrue(
        layers.stream().anyMatch(l -> l.packages().equals(List.of("dev-libs/lib0-1.0"))),
        "the smallest has a layer, because it is asked for");
    assertTrue(layers.size() <= 12);
  }

  @Test
  void everyEntryOnceAndParentsEverywhere() throws Exception {
    RootFs root = root(-1, 30);
    List<LayerPlan.Layer> layers = LayerPlan.of(root, 10);
    var files = new HashSet<String>();
    for (LayerPlan.Layer layer : layers) {
      var inLayer = new HashSet<String>();
      for (Entry e : layer.entries()) {
        inLayer.add(e.path());
        boolean directory = e.node() instanceof dev.envc.rootfs.FileTree.Node.Directory;
        assertTrue(directory || files.add(e.path()), e.path() + " twice");
        assertTrue(
            e.path().isEmpty()
                || inLayer.contains(e.path().substring(0, Math.max(0, e.path().lastIndexOf('/')))),
            e.path() + " before its directory");
      }
    }
    long expected =
        root.tree().entries().stream()
            .filter(e -> !(e.node() instanceof dev.envc.rootfs.FileTree.Node.Directory))
            .count();
    assertEquals(expected, files.size());
  }

  @Test
  void originOfAPackage() {
    assertEquals("dev-libs/a-b", LayerPlan.origin("dev-libs/a-b-1.2_p3-r1"));
    assertEquals("x11-libs/gtk+", LayerPlan.origin("x11-libs/gtk+-3.24"));
  }
}
