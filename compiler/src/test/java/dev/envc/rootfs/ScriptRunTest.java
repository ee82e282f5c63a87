package dev.envc.rootfs;

import static dev.envc.rootfs.ScriptedRoots.findings;
import static dev.envc.rootfs.ScriptedRoots.scripts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Corpus;
import dev.envc.Tool;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Scripts that run, in a root that has this machine's bash.
final class ScriptRunTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @BeforeEach
  void tools() {
    Tool.require("bwrap");
  }

  private RootFs run(FakePackage... packages) throws IOException, UserErrorException {
    return new ScriptedRoots(directory).run(packages);
  }

  private static Entry entry(RootFs root, String path) {
    return root.tree().find(path).orElseThrow(() -> new AssertionError(path));
  }

  @Test
  void phasesRunAroundTheMerge() throws Exception {
    FakePackage p =
        scripts(
                "a/p-1.2",
                "pkg_setup",
                "state=kept; [[ -e /usr/share/p ]] && die early; touch /usr/setup",
                "pkg_preinst",
                "[[ -e /usr/share/p ]] && die early; sed -i s/one/two/ ${ED}/usr/share/p;"
                    + " echo ${state} > ${ED}/usr/share/new",
                "pkg_postinst",
                "cat /usr/share/p ${EROOT}/usr/share/new > /usr/share/both; rm /usr/setup;"
                    + " chmod 4711 /usr/share/p; elog done with ${PF} in ${EBUILD_PHASE_FUNC}")
            .file("usr/share/p", "one\n");
    RootFs root = run(ShellPackage.make(), p);
    assertEquals("two\nkept\n", Fixture.text(root, "usr/share/both"));
    assertEquals(04711, entry(root, "usr/share/p").mode());
    assertEquals(Fixture.TIME.getEpochSecond(), entry(root, "usr/share/both").seconds());
    assertTrue(root.tree().find("usr/share/setup").isEmpty());
    String contents = Fixture.text(root, "var/db/pkg/a/p-1.2/CONTENTS");
    assertTrue(contents.contains("obj /usr/share/new "), contents);
    assertTrue(!contents.contains("/usr/share/both"), contents);
    assertEquals(
        List.of(
            "/usr/setup: a/p-1.2 pkg_setup: added: file, 0644",
            "/usr/share/new: a/p-1.2 pkg_preinst: added: file, 0644 in its image",
            "/usr/share/p: a/p-1.2 pkg_preinst: changed in its image",
            "/usr/share/both: a/p-1.2 pkg_postinst: added: file, 0644",
            "/usr/share/p: a/p-1.2 pkg_postinst: mode 4711",
            "/usr/setup: a/p-1.2 pkg_postinst: removed"),
        findings(root, "script-change"));
    assertEquals(
        List.of("a/p-1.2 pkg_postinst: elog: done with p-1.2 in pkg_postinst"),
        findings(root, "script-message"));
  }

  @Test
  void ownersAndCapabilitiesAreKept() throws Exception {
    FakePackage accounts =
        FakePackage.of("acct-user/app-0")
            .dir("usr", "usr/lib", "usr/lib/sysusers.d")
            .file("usr/lib/sysusers.d/app.conf", "g app 123\nu app 321:app - /var/lib/app\n");
    FakePackage p =
        scripts(
                "a/p-1",
                "pkg_postinst",
                "mkdir -p /var/lib/app/d; touch /var/lib/app/d/f; chown -R app:app /var/lib/app;"
                    + " install -o app -m 600 /usr/share/p /var/lib/app/i;"
                    + " setcap cap_net_raw=ep /usr/share/p; chgrp nobody-there /usr/share/p"
                    + " || elog no group; chmod 700 /var/lib/app")
            .file("usr/share/p", "p", 0755);
    RootFs root = run(ShellPackage.make(), accounts, p);
    assertEquals(321, entry(root, "var/lib/app/d/f").uid());
    assertEquals(123, entry(root, "var/lib/app/d").gid());
    assertEquals(0700, entry(root, "var/lib/app").mode());
    assertEquals(321, entry(root, "var/lib/app/i").uid());
    assertEquals(0, entry(root, "var/lib/app/i").gid());
    assertEquals(0600, entry(root, "var/lib/app/i").mode());
    assertEquals(1, entry(root, "usr/share/p").xattrs().size());
    assertEquals(List.of("a/p-1 pkg_postinst: elog: no group"), findings(root, "script-message"));
  }

  /// Links in the build directory that lead to files of the machine: nothing there is read or
  /// removed, and what envc mounted there stays where it is.
  @Test
  void linksInTheBuildDirectoryAreNotFollowed() throws Exception {
    Path outside = Files.createDirectories(directory.resolve("outside"));
    String record = "chown\0" + "7:7\0/usr/share/p\0";
    Files.writeString(outside.resolve("owners"), record);
    Files.writeString(outside.resolve("output"), "a secret\n");
    FakePackage p =
        scripts(
                "a/p-1",
                "pkg_setup",
                "mv ${PORTAGE_BUILDDIR}/image ${PORTAGE_BUILDDIR}/moved || elog image stays;"
                    + " mv ${ENVC_STATE} /var/tmp/moved || elog state stays;"
                    + " touch ${ENVC_DIR}/phases.bash || elog phases stay",
                "pkg_postinst",
                "ln -s " + outside + "/owners ${ENVC_STATE}/owners; echo printed")
            .file("usr/share/p", "p");
    RootFs root = run(ShellPackage.make(), p);
    assertEquals(0, entry(root, "usr/share/p").uid());
    assertEquals(record, Files.readString(outside.resolve("owners")));
    assertEquals(
        List.of(
            "a/p-1 pkg_setup: elog: image stays",
            "a/p-1 pkg_setup: elog: state stays",
            "a/p-1 pkg_setup: elog: phases stay"),
        findings(root, "script-message"));
    assertTrue(findings(root, "script-output").contains("a/p-1 pkg_postinst: printed"));
  }

  @Test
  void theCommandsOfPmsAreThere() throws Exception {
    String environment =
        """
        declare -x USE="x"
        declare IUSE="+x y"
        declare -x PV="1.2.3"
        pkg_postinst ()
        {
            local out=/usr/share/out;
            {
                usex x yes no; usex y yes no .1 .2; usev x; use_with x lib; use_enable y;
                use !y && echo not-y; has_version app-shells/bash && echo has;
                has_version '>=a/p-1.2' && echo self; has_version a/later || echo later;
                best_version app-shells/bash; ver_cut 1-2; ver_rs 1- _ 4.5;
                ver_test 1.10 -gt 1.9 && echo greater; in_iuse y && echo iuse;
                nonfatal die -n soft || echo soft; has b a b && ! hasq c a && echo list;
                date +%s; echo ${TZ} ${LC_ALL} ${MERGE_TYPE} ${ROOT:-empty} $(umask)
            } > ${out} 2> /dev/null
        }
        """;
    FakePackage p =
        FakePackage.of("a/p-1.2.3")
            .metadata("environment.bz2", ScriptCounterpartsTest.bzip2(environment))
            .dir("usr", "usr/share");
    RootFs root = run(ShellPackage.make(), p, FakePackage.of("a/later-1"));
    assertEquals(
        """
        yes
        no.2
        x
        --with-lib
        --disable-y
        not-y
        has
        self
        later
        app-shells/bash-5
        1.2
        4_5
        greater
        iuse
        soft
        list
        1700000000
        UTC C binary empty 0022
        """,
        Fixture.text(root, "usr/share/out"));
  }

  @Test
  void aScriptThatDiesIsAnError() throws Exception {
    FakePackage p = scripts("a/p-1", "pkg_preinst", "touch /x; ( die \"no luck\" ); touch /y");
    var thrown = assertThrows(UserErrorException.class, () -> run(ShellPackage.make(), p));
    Diagnostic d = thrown.diagnostics().getFirst();
    assertEquals("E0621", d.code().id());
    assertTrue(d.message().startsWith("pkg_preinst of a/p-1 failed"), d.message());
    assertTrue(d.notes().toString().contains("no luck"), d.notes().toString());
    try (var left = Files.list(directory.resolve("scratch"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void whatDependsOnChanceIsAnError() throws Exception {
    FakePackage p = scripts("a/p-1", "pkg_postinst", "cat /proc/sys/kernel/random/uuid > /usr/id");
    var thrown = assertThrows(UserErrorException.class, () -> run(ShellPackage.make(), p));
    Diagnostic d = thrown.diagnostics().getFirst();
    assertEquals("E0623", d.code().id());
    assertTrue(d.notes().toString().contains("/usr/id (a/p-1 pkg_postinst: added"), d.notes() + "");
  }

  @Test
  void aRootWithoutBashIsAnError() throws Exception {
    FakePackage p = scripts("a/p-1", "pkg_postinst", "touch /x");
    var thrown = assertThrows(UserErrorException.class, () -> run(p));
    assertEquals("E0622", thrown.diagnostics().getFirst().code().id());
  }

  @Test
  void thereIsNoNetworkAndNothingOfTheMachine() throws Exception {
    FakePackage p =
        scripts(
            "a/p-1",
            "pkg_postinst",
            "{ cat /proc/net/dev | grep -c eth; id -u; echo ${HOME}; ls /tmp; uname -n; } >"
                + " /usr/o");
    assertEquals(
        "0\n0\n/var/tmp/portage/a/p-1/homedir\nenvc\n",
        Fixture.text(run(ShellPackage.make(), p), "usr/o"));
  }

  /// A script sees no names outside ASCII, and can still remove what holds them.
  @Test
  void directoriesGoWithWhatScriptsDoNotSee() throws Exception {
    FakePackage p =
        scripts(
                "a/p-1",
                "pkg_postinst",
                "rm -r /usr/share/d; ln -s x /usr/share/d; ls /usr/e > /usr/o")
            .dir("usr/share/d", "usr/e")
            .file("usr/share/d/caf\u00e9", "coffee")
            .file("usr/e/caf\u00e9", "coffee");
    RootFs root = run(ShellPackage.make(), p);
    assertEquals(new Node.Symlink("x"), entry(root, "usr/share/d").node());
    assertTrue(root.tree().find("usr/share/d/caf\u00e9").isEmpty());
    assertTrue(root.tree().find("usr/e/caf\u00e9").isPresent());
    assertEquals("", Fixture.text(root, "usr/o"));
  }

  /// A program for arm64 in the place of bash that says what the phases say.
  @Test
  void programsOfAnotherArchitectureRunByQemu() throws Exception {
    Tool.require("qemu-aarch64-static");
    Path compiler = Tool.require("aarch64-linux-gnu-gcc");
    Path source = directory.resolve("shell.c");
    Files.writeString(
        source,
        """
        #include <stdio.h>
        int main(int count, char **words) {
          FILE *out = fopen("/usr/o", "w");
          fprintf(out, "%d bits\\n", (int) sizeof(long) * 8);
          fclose(out);
          printf("end\\t%s\\n", words[count - 1]);
          return 0;
        }
        """);
    Path program = directory.resolve("shell");
    Process compiled =
        new ProcessBuilder(
                compiler.toString(), "-static", "-o", program.toString(), source.toString())
            .inheritIO()
            .start();
    assertEquals(0, compiled.waitFor());
    FakePackage shell =
        FakePackage.of("app-shells/bash-5")
            .dir("bin", "usr")
            .file("bin/bash", BytesContent.of(Files.readAllBytes(program)), 0755);
    RootFs root = run(shell, scripts("a/p-1", "pkg_postinst", "touch /x"));
    assertEquals("64 bits\n", Fixture.text(root, "usr/o"));
  }

  @Test
  void linksBetweenFilesStay() throws Exception {
    FakePackage p =
        scripts(
                "a/p-1",
                "pkg_postinst",
                "echo more >> /usr/share/z; ln /usr/share/b /usr/share/c; ln -s b /usr/share/s")
            .file("usr/share/b", "b")
            .file("usr/share/y", "one\n")
            .hardlink("usr/share/z", "usr/share/y");
    RootFs root = run(ShellPackage.make(), p);
    assertEquals("one\nmore\n", Fixture.text(root, "usr/share/y"));
    assertEquals(new Node.Hardlink("usr/share/y"), entry(root, "usr/share/z").node());
    assertEquals(new Node.Hardlink("usr/share/b"), entry(root, "usr/share/c").node());
    assertEquals(new Node.Symlink("b"), entry(root, "usr/share/s").node());
  }

  /// The oracle: what real Portage's run of the same scripts wrote.
  @Test
  void asPortageRanThem() throws Exception {
    Path packages = Corpus.path("binpkgs/gpkg/app-demo");
    RootFs root =
        run(
            ShellPackage.make(),
            CorpusPackage.gpkg(
                FakePackage.of("app-demo/libgreet-1.2", "0/1"),
                packages.resolve("libgreet/libgreet-1.2-1.gpkg.tar")),
            CorpusPackage.gpkg(
                FakePackage.of("app-demo/hello-1.0-r1"),
                packages.resolve("hello/hello-1.0-r1-1.gpkg.tar")));
    var real = MergedRoot.files(Corpus.path("merged/root-gpkg.tar.xz"));
    for (String path : List.of("usr/share/hello/from-preinst", "var/lib/hello/postinst-ran")) {
      assertEquals(real.get(path), Fixture.text(root, path));
      assertEquals(0644, entry(root, path).mode());
    }
    String contents = Fixture.text(root, "var/db/pkg/app-demo/hello-1.0-r1/CONTENTS");
    assertTrue(contents.contains("obj /usr/share/hello/from-preinst "));
  }
}
