package dev.envc.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.pms.PackageName;
import dev.envc.pms.Version;
import dev.envc.tree.IndexedEbuild.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TreeIndexTest {
  private static final PackageName A = PackageName.parse("cat-a/same");
  private static final PackageName B = PackageName.parse("cat-b/same");
  private static final PackageName C = PackageName.parse("cat-b/zoo");

  @Test
  void givesBackWhatWasWritten() {
    TreeIndex index = TreeIndex.read(bytes()).orElseThrow();
    assertEquals(3, index.packageCount());
    assertEquals(4, index.ebuildCount());
    assertEquals(List.of(A, B, C), List.copyOf(index.packages()));
    assertEquals(List.of(A, B), index.named("same"));
    assertEquals(List.of(), index.named("sam"));
    assertEquals(List.of(), index.named("zz"));
    assertEquals(2, index.ebuildCount(B));
    assertEquals(0, index.ebuildCount(PackageName.parse("cat-a/none")));
    assertEquals(-1, index.firstEbuild(PackageName.parse("cat-z/same")));
    int first = index.firstEbuild(B);
    assertEquals("1", index.version(first));
    assertEquals("é …".repeat(50), index.text(first, MetadataKey.DESCRIPTION));
    assertEquals("", index.text(first, MetadataKey.RDEPEND));
    assertEquals(Optional.of("It is broken."), index.problem(first + 1));
    assertEquals(Origin.BROKEN, index.origin(first + 1));
    assertEquals(List.of(first + 1), index.ebuildsWithProblems());
    assertEquals(B, index.packageOf(first + 1));
    assertEquals(A, index.packageOf(0));
    assertEquals(C, index.packageOf(3));
    assertEquals(Map.of("made-with", "bash 5.2"), index.properties());
  }

  @Test
  void equalInputGivesEqualBytes() {
    assertTrue(Arrays.equals(bytes(), bytes()));
  }

  @Test
  void everyDamageIsNoticed() {
    byte[] good = bytes();
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 1;
      assertEquals(Optional.empty(), TreeIndex.read(bad), "byte " + i);
      assertEquals(Optional.empty(), TreeIndex.read(Arrays.copyOf(good, i)), "length " + i);
    }
    assertEquals(Optional.empty(), TreeIndex.read(Arrays.copyOf(good, good.length + 1)));
  }

  private static byte[] bytes() {
    var packages = new TreeMap<PackageName, List<IndexedEbuild>>();
    packages.put(A, List.of(ebuild("1", Map.of(MetadataKey.SLOT, "0"))));
    packages.put(
        B,
        List.of(
            ebuild("1", Map.of(MetadataKey.DESCRIPTION, "é …".repeat(50))),
            new IndexedEbuild(
                Version.parse("2"), Origin.BROKEN, Map.of(), Optional.of("It is broken."))));
    packages.put(C, List.of(ebuild("3-r1", Map.of())));
    return TreeIndexWriter.write(new TreeMap<>(Map.of("made-with", "bash 5.2")), packages);
  }

  private static IndexedEbuild ebuild(String version, Map<MetadataKey, String> values) {
    return new IndexedEbuild(Version.parse(version), Origin.CACHE, values, Optional.empty());
  }
}
