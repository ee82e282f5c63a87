package dev.envc.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.pms.Cpv;
import dev.envc.pms.Slot;
import dev.envc.store.binhost.BinaryCandidate;
import dev.envc.store.binhost.BinhostIndex;
import dev.envc.store.binhost.Choice;
import dev.envc.store.binhost.IndexParser;
import dev.envc.store.binhost.Present;
import dev.envc.store.binhost.Wanted;
import dev.envc.store.fetch.BinhostLocation;
import dev.envc.store.testing.BinhostFixture;
import dev.envc.store.testing.InstalledPackage;
import dev.envc.store.testing.PackageFixture;
import dev.envc.tree.Trees;
import dev.envc.tree.testing.MapTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packages that a binhost has under the names and slots from before a move in the tree.
final class BinaryChoiceTest {
  private static final MapTree MOVES =
      new MapTree()
          .put("profiles/updates/1Q-2024", "move dev-libs/first dev-libs/second\n")
          .put(
              "profiles/updates/2Q-2024",
              "move dev-libs/second dev-libs/now\nslotmove dev-libs/now 0 2\n");

  @TempDir Path scratch;

  private Choice choose(String slot, PackageFixture... packages) throws Exception {
    var fixture = new BinhostFixture(scratch);
    for (PackageFixture p : packages) {
      fixture.add(p);
    }
    BinhostIndex index =
        IndexParser.parse(
            BinhostLocation.of("main", "main", scratch),
            fixture.index().getBytes(StandardCharsets.UTF_8));
    Trees trees = Trees.of(List.of(DependencyMovesTest.repository("test", MOVES)));
    var environment = Present.of(List.of(InstalledPackage.of("dev-libs/now-1:2/5")), List.of());
    Wanted wanted =
        new Wanted(
            Cpv.parse("dev-libs/now-1"),
            Slot.parse(slot),
            "test",
            new TreeSet<>(),
            new TreeSet<>(),
            "amd64",
            Optional.empty(),
            environment);
    return new BinaryChoice(List.of(index), trees).choose(wanted);
  }

  private static List<String> notes(Choice choice) {
    return assertInstanceOf(Choice.None.class, choice).diagnostic().notes().stream()
        .map(Diagnostic.Note::message)
        .toList();
  }

  @Test
  void anEarlierNameIsTold() throws Exception {
    assertEquals(
        List.of(
            "There is no version of dev-libs/now on any of them.",
            "main: dev-libs/first-1-1 is dev-libs/now now (test:profiles/updates/1Q-2024:1)."),
        notes(choose("2", PackageFixture.of("dev-libs/first", "1"))));
  }

  @Test
  void anEarlierSlotIsTold() throws Exception {
    assertEquals(
        List.of(
            "main: dev-libs/now-1-1: slot 0/0, wanted 2/2.",
            "main: dev-libs/now-1-1 is dev-libs/now:2 now (test:profiles/updates/2Q-2024:2)."),
        notes(choose("2", PackageFixture.of("dev-libs/now", "1"))));
  }

  @Test
  void dependenciesThatWereBoundUnderAnEarlierNameCount() throws Exception {
    PackageFixture bound =
        PackageFixture.of("dev-libs/now", "1")
            .metadata("SLOT", "2/5")
            .metadata("RDEPEND", "dev-libs/first:0/5=");
    BinaryCandidate found = assertInstanceOf(Choice.Found.class, choose("2/5", bound)).candidate();
    assertEquals("dev-libs/now-1", found.cpv().toString());
  }
}
