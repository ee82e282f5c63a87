package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.EnvcProcess;
import dev.envc.backend.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The compiled root of examples/quickstart as Gentoo's tools see it. Real Portage is run from a
/// checkout of its repository that `-Denvc.portage=` names; those tests run when they are asked
/// for.
final class PortageToolTest {
  private static final String LOCK = "examples/quickstart/quickstart.env.lock";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  private Path image = Path.of("");

  @BeforeEach
  void compile() throws IOException {
    var quickstart = new QuickstartCommands(directory);
    Files.copy(repository().resolve(LOCK), directory.resolve("q/quickstart.env.lock"));
    quickstart.compile("dir", "out", "--arch", "amd64");
    image = directory.resolve("out/quickstart-amd64");
  }

  private static Path repository() {
    return Path.of(System.getProperty("envc.root", "..")).toAbsolutePath().normalize();
  }

  @Test
  void everyFileIsAsItsPackageSays() throws IOException {
    InstalledFiles.Result result = InstalledFiles.check(image);
    assertEquals(
        List.of("/etc/group", "/etc/passwd", "/etc/shadow"),
        result.wrong().stream().map(w -> w.split(" ", -1)[1]).toList(),
        "all but the accounts, which packages and the manifest add to");
    assertTrue(result.good() > 40, "only " + result.good() + " lines of CONTENTS");
    Files.writeString(image.resolve("bin/tsh"), "changed");
    assertEquals(4, InstalledFiles.check(image).wrong().size());
  }

  @Test
  @Tag("portage")
  void emergeFindsNothingToDo() throws Exception {
    prepare();
    String said = emerge("--update", "--deep", "--newuse", "@world", "@system");
    assertTrue(said.contains("Total: 0 packages"), said);
    String nothing = emerge("--noreplace", "app-misc/greeter:2", "net-misc/tinyping");
    assertTrue(!nothing.contains("[binary"), nothing);
  }

  /// The control: what is not in the database is to be merged, in the version that the lock has.
  @Test
  @Tag("portage")
  void emergeFindsWhatIsMissing() throws Exception {
    prepare();
    Program.run("rm", "-r", image.resolve("var/db/pkg/dev-libs").toString());
    String said = emerge("--update", "--deep", "--newuse", "@world", "@system");
    assertTrue(said.contains("dev-libs/tinywords"), said);
    assertTrue(said.contains("Total: 1 package "), said);
  }

  /// A configuration of its own: the tree, its profile, the binary packages. The host's tree is not
  /// looked at.
  private void prepare() throws Exception {
    String given = System.getProperty("envc.portage");
    assertNotNull(given, "no Portage: give a checkout with -Denvc.portage=DIR");
    Program.requireRoot();
    Path etc = directory.resolve("etc");
    Program.run("cp", "-a", "/etc", etc.toString());
    Program.run("rm", "-rf", etc.resolve("portage").toString());
    Path portage = Files.createDirectories(etc.resolve("portage"));
    Program.run("cp", "-a", given, directory.resolve("portage").toString());
    Files.writeString(directory.resolve("portage/cnf/repos.conf"), "");
    EnvcProcess.copyTree(repository().resolve("examples/quickstart/tree"), directory.resolve("t"));
    Path tree = directory.resolve("t");
    Files.writeString(
        portage.resolve("repos.conf"),
        "[DEFAULT]\nmain-repo = demo\n[demo]\nlocation = " + tree + "\nauto-sync = no\n");
    Files.createSymbolicLink(
        portage.resolve("make.profile"), tree.resolve("profiles/default/linux/amd64"));
    Files.writeString(
        portage.resolve("make.conf"),
        """
        PKGDIR="%1$s/q/binhost/amd64"
        PORTAGE_TMPDIR="%1$s/var/tmp"
        DISTDIR="%1$s/var/dist"
        FEATURES="-userpriv -usersync -sandbox -usersandbox -network-sandbox -ipc-sandbox -pid-sandbox -news"
        """
            .formatted(directory));
    Files.createDirectories(directory.resolve("var/tmp"));
    Files.createDirectories(directory.resolve("var/dist"));
  }

  /// In a mount namespace in which /etc and /var are the test's own.
  private String emerge(String... arguments) throws Exception {
    String script =
        """
        set -e
        mount --bind %1$s/etc /etc; mount --bind %1$s/var /var
        export PORTAGE_CONFIGROOT=/ SYSROOT=/ ROOT=%2$s/
        exec python3 %1$s/portage/bin/emerge --pretend --verbose --color=n --nospinner \\
          --usepkgonly --with-bdeps=n %3$s
        """
            .formatted(directory, image, String.join(" ", arguments));
    return Program.run("unshare", "-m", "sh", "-c", script);
  }
}
