package dev.envc.rootfs;

import static dev.envc.rootfs.ScriptedRoots.findings;
import static dev.envc.rootfs.ScriptedRoots.scripts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Tool;
import dev.envc.diagnostic.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scripts that want out of their sandbox.
final class HostileScriptTest {
  /// A time to sleep that nobody else sleeps: by it processes of these tests are found.
  private static final String MARK = "86413.";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  private Path outside = Path.of("");

  @BeforeEach
  void tools() throws IOException {
    Tool.require("bwrap");
    outside = Files.createDirectories(directory.resolve("outside"));
    Files.writeString(outside.resolve("f"), "theirs");
  }

  private List<String> left(String mark) throws IOException {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(p -> p.getFileName().toString().matches("[0-9]+"))
          .map(HostileScriptTest::commandLine)
          .filter(c -> c.contains(mark))
          .toList();
    }
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline")).replace('\0', ' ');
    } catch (IOException e) {
      return "";
    }
  }

  private void outsideIsAsItWas() throws IOException {
    try (Stream<Path> all = Files.walk(outside)) {
      assertEquals(List.of(outside, outside.resolve("f")), all.sorted().toList());
    }
    assertEquals("theirs", Files.readString(outside.resolve("f")));
  }

  /// A process in a session of its own, forgotten by its parent, that exchanges a directory for a
  /// link out of the root, again and again, for as long as it lives.
  private String daemon(String mark) {
    return """
    cat > /usr/swap <<'END'
    sleep %s &
    trap '' TERM HUP INT
    while :; do
      mv /usr/share/d /usr/share/e && ln -s %s /usr/share/d
      rm /usr/share/d && mv /usr/share/e /usr/share/d
    done
    END
    ( setsid bash /usr/swap > /dev/null 2>&1 < /dev/null & )
    sleep 0.3; kill -0 -1 && echo it runs
    """
        .formatted(mark, outside);
  }

  @Test
  void whatIsLeftBehindIsDeadWhenTheNextFilesAreLaidOut() throws Exception {
    String mark = MARK + "1";
    FakePackage hostile =
        scripts("a/hostile-1", "pkg_setup", daemon(mark), "pkg_postinst", daemon(mark))
            .dir("usr/share/d");
    for (int i = 0; i < 200; i++) {
      hostile.file("usr/share/d/own" + i, "ours");
    }
    FakePackage[] packages = new FakePackage[12];
    packages[0] = ShellPackage.make();
    packages[1] = hostile;
    for (int i = 2; i < packages.length; i++) {
      packages[i] =
          scripts("a/victim-" + i, "pkg_postinst", "touch /usr/v" + i)
              .dir("usr/share/d")
              .file("usr/share/d/f" + i, "ours")
              .file("usr/share/d/f", "ours");
    }
    // Whether the link or the directory is there when it is ended is chance, and so are the root
    // and whether it can be made twice: only what is outside must be as it was.
    try {
      RootFs root = new ScriptedRoots(directory).run(packages);
      assertTrue(findings(root, "script-output").getFirst().contains("it runs"));
    } catch (UserErrorException e) {
      assertTrue(e.diagnostics().getFirst().code().id().startsWith("E06"), e.diagnostics() + "");
    }
    assertEquals(List.of(), left(mark));
    outsideIsAsItWas();
  }

  /// What a phase leaves behind does not live to see the next.
  @Test
  void aPhaseEndsWithAllItsProcesses() throws Exception {
    String mark = MARK + "2";
    FakePackage p =
        scripts(
            "a/p-1",
            "pkg_setup",
            "( setsid sleep " + mark + " > /dev/null 2>&1 < /dev/null & ); sleep 0.1",
            "pkg_postinst",
            "for p in /proc/[0-9]*; do cat ${p}/cmdline; done > /usr/o");
    RootFs root = new ScriptedRoots(directory).run(ShellPackage.make(), p);
    assertTrue(!Fixture.text(root, "usr/o").contains(mark));
    assertEquals(List.of(), left(mark));
  }

  @Test
  void aPhaseThatTakesTooLongIsEndedWithAllItsProcesses() throws Exception {
    String mark = MARK + "3";
    FakePackage p =
        scripts(
            "a/p-1",
            "pkg_postinst",
            "( setsid sleep " + mark + " & ); trap '' TERM; exec 4>&-; while :; do :; done");
    var roots = new ScriptedRoots(directory, Duration.ofSeconds(1));
    var thrown = assertThrows(UserErrorException.class, () -> roots.run(ShellPackage.make(), p));
    assertEquals("E0621", thrown.diagnostics().getFirst().code().id());
    assertEquals(List.of(), left(mark));
  }

  /// Places where the sandbox puts its own directories: bubblewrap would follow a link there.
  @Test
  void aLinkInThePlaceOfWhatTheSandboxMountsIsAnError() throws Exception {
    FakePackage p =
        scripts(
            "a/p-1",
            "pkg_setup",
            "mv /var /moved; ln -s " + outside + " /var",
            "pkg_postinst",
            ":");
    var thrown =
        assertThrows(
            UserErrorException.class,
            () -> new ScriptedRoots(directory).run(ShellPackage.make(), p));
    assertTrue(
        List.of("E0601", "E0622").contains(thrown.diagnostics().getFirst().code().id()),
        thrown.diagnostics() + "");
    outsideIsAsItWas();
  }

  /// A link that cannot be taken over, in the place of a directory: what comes next must not be
  /// written through it.
  @Test
  void whatIsNotTakenOverIsNotLeftOnTheDisk() throws Exception {
    Path named = Files.createDirectories(outside.resolveSibling("caf\u00e9"));
    FakePackage p =
        scripts(
                "a/p-1",
                "pkg_postinst",
                "rm -r /usr/share/d; ln -s " + named + " /usr/share/d; mkfifo /usr/share/pipe")
            .file("usr/share/d/x", "x");
    FakePackage next =
        scripts("a/q-1", "pkg_postinst", "ls -d /usr/share/* > /usr/o")
            .dir("usr/share/d")
            .file("usr/share/d/f", "ours");
    RootFs root = new ScriptedRoots(directory).run(ShellPackage.make(), p, next);
    assertEquals("/usr/share/d\n", Fixture.text(root, "usr/o"));
    assertEquals("ours", Fixture.text(root, "usr/share/d/f"));
    try (Stream<Path> written = Files.list(named)) {
      assertEquals(List.of(), written.toList());
    }
  }
}
