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
