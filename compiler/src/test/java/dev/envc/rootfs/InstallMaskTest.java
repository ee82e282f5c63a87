package dev.envc.rootfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.rootfs.FileTree.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The answers are those of Portage's install_mask.py.
final class InstallMaskTest {
  private static boolean file(String path, String... patterns) {
    return new InstallMask(List.of(patterns)).masks(path, false);
  }

  private static boolean directory(String path, String... patterns) {
    return new InstallMask(List.of(patterns)).masks(path, true);
  }

  @Test
  void aPathAndWhatIsBelowIt() {
    assertTrue(file("usr/share/man/man1/ls.1", "/usr/share/man"));
    assertTrue(directory("usr/share/man", "/usr/share/man"));
    assertFalse(file("usr/share/manual", "/usr/share/man"));
    assertTrue(file("usr/share/doc/p-1/a.pdf", "/usr/share/doc/*/*.pdf"));
    assertTrue(file("usr/share/doc/p-1/b/c.pdf", "/usr/share/doc/*/*.pdf"), "* matches / too");
  }

  @Test
  void aTrailingSlashIsForDirectoriesOnly() {
    assertTrue(directory("usr/lib/debug", "/usr/lib/debug/"));
    assertTrue(file("usr/lib/debug/x", "/usr/lib/debug/"));
    assertFalse(file("usr/lib/debug", "/usr/lib/debug/"));
  }

  @Test
  void aNameIsThatOfAFileNotOfADirectory() {
    assertTrue(file("usr/lib/x.la", "*.la"));
    assertTrue(file("usr/share/doc", "doc"));
    assertFalse(directory("usr/share/doc", "doc"));
    assertTrue(directory("usr/share/doc", "*"));
  }

  /// Also those that Java has as two.
  @Test
  void charactersAreWhole() {
    assertTrue(directory("usr/share/\uD83D\uDE00", "/usr/share/\uD83D\uDE00"));
    assertTrue(file("usr/share/\uD83D\uDE00/x", "/usr/share/\uD83D\uDE00"));
    assertTrue(file("\uD83D\uDE00", "?"));
    assertTrue(file("\uD83D\uDE00", "[\uD83D\uDE00]"));
    assertFalse(file("\uD83D\uDE01", "[\uD83D\uDE00]"));
    assertTrue(file("\uD83D\uDE01", "[\uD83D\uDE00-\uD83D\uDE02]"));
    assertTrue(file("caf\uDCE9", "caf\uDCE9"));
    assertFalse(file("caf\uDCE9", "[!\uDCE9]*", "-caf\uDCE9"));
  }

  @Test
  void theLastThatMatchesDecides() {
    assertFalse(file("usr/lib/debug/.tarball", "/usr/lib/debug/", "-/usr/lib/debug/.tarball"));
    assertTrue(file("usr/lib/debug/.tarball", "-/usr/lib/debug/.tarball", "/usr/lib/debug/"));
    assertFalse(file("usr/share/man/x", "/usr/share/man", "-*"));
  }

  /// Portage looks names without `*` up as they are.
  @Test
  void bracketsAndQuestionMarksBeforeTheFirstStarAreLiteral() {
    assertFalse(file("usr/a/x", "/usr/[ab]/x"));
    assertTrue(file("usr/ax/y/b", "/usr/a*/?/[!a]"));
    assertFalse(file("usr/ax/y/a", "/usr/a*/?/[!a]"));
    assertTrue(file("a]", "[]a-]]"));
    assertFalse(file("b", "[z-a]"));
    assertTrue(file("[x", "[x"));
    assertTrue(file("a&&b", "a[&&^]&b"));
  }

  @Test
  void theRootTheReportAndTheDatabase() throws Exception {
    FakePackage p =
        FakePackage.of("a/p-1")
            .dir("usr", "usr/share", "usr/share/man", "usr/share/doc", "usr/bin")
            .file("usr/share/man/p.1", "x")
            .file("usr/bin/a.la", "x")
            .hardlink("usr/bin/b", "usr/bin/a.la")
            .hardlink("usr/bin/c", "usr/bin/a.la");
    var options =
        new AssemblyOptions(List.of("/usr/share/man", "doc", "*.la"), List.of(), List.of());
    RootFs root = Fixture.assemble(Fixture.environment(), options, p);
    assertFalse(root.tree().find("usr/share/man").isPresent());
    assertTrue(root.tree().find("usr/share/doc").isPresent());
    assertTrue(root.tree().find("usr/bin/b").orElseThrow().node() instanceof Node.Regular);
    assertEquals(
        new Node.Hardlink("usr/bin/b"), root.tree().find("usr/bin/c").orElseThrow().node());
    assertEquals("/usr/share/man doc *.la\n", Fixture.text(root, "var/db/pkg/a/p-1/INSTALL_MASK"));
    assertTrue(
        root.report().findings().stream()
            .anyMatch(
                f ->
                    f.kind().equals("install-masked")
                        && f.message().contains("2 files of a/p-1, such as /usr/share/man/p.1")));
    assertFalse(Fixture.text(root, "var/db/pkg/a/p-1/CONTENTS").contains(".la"));
  }

  @Test
  void theMaskThatAPackageCarries() throws Exception {
    FakePackage p =
        FakePackage.of("a/p-1").metadata("INSTALL_MASK", "*.la\n").dir("usr").file("usr/a.la", "x");
    assertFalse(Fixture.assemble(p).tree().find("usr/a.la").isPresent());
    var options = new AssemblyOptions(List.of("*.pc"), List.of(), List.of());
    RootFs root = Fixture.assemble(Fixture.environment(), options, p);
    assertTrue(root.tree().find("usr/a.la").isPresent());
  }
}
