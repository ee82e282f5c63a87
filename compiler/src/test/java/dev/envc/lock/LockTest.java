package dev.envc.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.diagnostic.LockCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.pms.Cpv;
import dev.envc.pms.Slot;
import dev.envc.source.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class LockTest {
  private static final String HEX = "0123456789abcdef".repeat(4);

  @Test
  void whatIsWrittenIsReadBack() throws Exception {
    Lock lock = lock(List.of(pkg("sys-libs/zlib-1.3"), pkg("app-misc/hello-2.10-r1")));
    assertEquals(lock, LockReader.read(SourceFile.of("a.env.lock", LockWriter.write(lock))));
  }

  /// A lock as the first envc that wrote locks left it: without the lines that came later.
  @Test
  void theFirstLocksAreReadAsTheyWereMeant() throws Exception {
    String text = Files.readString(Path.of("src/test/resources/lock/version-1.env.lock"));
    Lock lock = LockReader.read(SourceFile.of("version-1.env.lock", text));
    assertEquals(2, lock.environments().size());
    assertEquals("quickstart", lock.environments().getFirst().name());
    assertEquals(LockedMerge.DEFAULT, lock.environments().getFirst().merge());
    assertEquals(text, LockWriter.write(lock));
  }

  /// Two commits of one repository in one lock, and a tree that an environment does not have.
  @Test
  void anEnvironmentNamesItsTreesUnlessItHasAll() throws Exception {
    String text = LockWriter.write(lock(List.of()));
    String local = " local@sha256:" + HEX + "\n";
    assertTrue(text.contains("\n  trees: gentoo@" + "b".repeat(40) + local), text);
    assertTrue(text.contains("\n  trees: gentoo@" + "d".repeat(40) + local), text);
    assertEquals(2, text.split("\n  trees: ", -1).length - 1, text);
    assertEquals(lock(List.of()), LockReader.read(SourceFile.of("a.env.lock", text)));
    for (String wrong :
        List.of(
            text.replace("  trees: gentoo@d", "  trees: gentoo@e"),
            text.replace("revision: " + "d".repeat(40), "revision: " + "b".repeat(40)))) {
      assertThrows(
          UserErrorException.class, () -> LockReader.read(SourceFile.of("a.env.lock", wrong)));
    }
  }

  @Test
  void packagesStandByNameAndMergeOrderByDependency() {
    String text =
        LockWriter.write(lock(List.of(pkg("sys-libs/zlib-1.3"), pkg("app-misc/hello-2.10-r1"))));
    assertTrue(
        text.indexOf("- package: app-misc/hello") < text.indexOf("- package: sys-libs/zlib"), text);
    assertTrue(text.contains("  merge-order:\n  - sys-libs/zlib:0\n  - app-misc/hello:0\n"), text);
  }

  @Test
  void aBumpChangesOnlyItsOwnLines() {
    List<String> before =
        LockWriter.write(lock(List.of(pkg("sys-libs/zlib-1.3"), pkg("app-misc/hello-2.10"))))
            .lines()
            .toList();
    List<String> after =
        LockWriter.write(lock(List.of(pkg("sys-libs/zlib-1.4"), pkg("app-misc/hello-2.10"))))
            .lines()
            .toList();
    var changed = new ArrayList<>(after);
    changed.removeAll(before);
    assertEquals(
        List.of("  - package: sys-libs/zlib-1.4", "    path: sys-libs/zlib-1.4.gpkg.tar"), changed);
  }

  @Test
  void carriageReturnsChangeNothing() throws Exception {
    Lock lock = lock(List.of(pkg("sys-libs/zlib-1.3")));
    assertEquals(
        lock,
        LockReader.read(SourceFile.of("a.env.lock", LockWriter.write(lock).replace("\n", "\r\n"))));
  }

  @Test
  void aLineThatIsLostIsNoticed() {
    List<String> lines =
        LockWriter.write(lock(List.of(pkg("sys-libs/zlib-1.3"), pkg("app-misc/hello-2.10"))))
            .lines()
            .toList();
    for (int i = 0; i < lines.size(); i++) {
      var cut = new ArrayList<>(lines);
      String lost = cut.remove(i);
      if (lost.startsWith("#")
          || lost.isEmpty()
          || lost.matches(
              " +(date|source-commit|subdir|trees|fields|install-mask|config-protect|config-protect-mask):"
                  + " .*")) {
        continue; // The comment, and facts that a lock may lack.
      }
      UserErrorException e =
          assertThrows(
              UserErrorException.class,
              () -> LockReader.read(SourceFile.of("a.env.lock", String.join("\n", cut) + "\n")),
              lost);
      assertEquals(LockCode.UNREADABLE, e.diagnostics().getFirst().code());
    }
  }

  @Test
  void oddTextIsQuoted() throws Exception {
    Lock odd = new Lock("a: \"b\"\n#é", Digest.sha256(HEX), List.of(), List.of(), List.of());
    assertEquals(odd, LockReader.read(SourceFile.of("a.env.lock", LockWriter.write(odd))));
  }

  private static Lock lock(List<LockedPackage> packages) {
    LockedTree gentoo =
        new LockedTree(
            "gentoo",
            "https://example.org/gentoo.git",
            "b".repeat(40),
            "",
            Optional.of("2023-01-15T03:12:07Z"),
            Optional.of("c".repeat(40)));
    LockedTree moved =
        new LockedTree(
            "gentoo", gentoo.location(), "d".repeat(40), "", Optional.empty(), Optional.empty());
    LockedTree local =
        new LockedTree(
            "local", "./overlay", "sha256:" + HEX, "sub/dir", Optional.empty(), Optional.empty());
    return new Lock(
        "demo",
        Digest.sha256(HEX),
        List.of(gentoo, moved, local),
        List.of(new LockedBinhost("main", "binhost", Digest.sha256(HEX))),
        List.of(
            new LockedEnvironment(
                "demo",
                "amd64",
                "",
                "gentoo:default/linux/amd64/23.0",
                List.of(gentoo, local),
                new TreeMap<>(Map.of("use", "0123abcd", "mask", "00000000")),
                new LockedMerge(
                    List.of("*.la", "-/usr/x"),
                    List.of("/etc", "/x"),
                    List.of(),
                    List.of(LockedUpdate.parse("gentoo move a/b c/d"))),
                packages),
            new LockedEnvironment(
                "demo",
                "amd64",
                "dev",
                "gentoo:x",
                List.of(moved, local),
                new TreeMap<>(),
                LockedMerge.DEFAULT,
                List.of()),
            new LockedEnvironment(
                "line2",
                "amd64",
                "",
                "gentoo:x",
                List.of(gentoo, moved, local),
                new TreeMap<>(),
                LockedMerge.DEFAULT,
                List.of())));
  }

  private static LockedPackage pkg(String cpv) {
    return new LockedPackage(
        Cpv.parse(cpv),
        Slot.parse("0/1.3"),
        "gentoo",
        new TreeSet<>(Set.of("ssl", "abi_x86_64")),
        new TreeSet<>(Set.of("X")),
        new TreeSet<>(Set.of("X")),
        List.of("manifest", "@system"),
        new LockedBinary(
            "main",
            cpv + ".gpkg.tar",
            BinaryFormat.GPKG,
            1234,
            Digest.sha256(HEX),
            1,
            1_673_752_327));
  }
}
