package dev.envc.backend.nspawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Tool;
import dev.envc.backend.Artifact;
import dev.envc.backend.Program;
import dev.envc.backend.TestRoots;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.Arch;
import dev.envc.model.Environment;
import dev.envc.rootfs.BytesContent;
import dev.envc.rootfs.FakePackage;
import dev.envc.rootfs.Fixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Images of one file system, as systemd's own programs take them: systemd-nspawn, systemd-dissect,
/// systemd-sysext.
final class NspawnImageToolTest {
  @TempDir Path temp;

  private static Environment environment(String name, String form) {
    return TestRoots.environment(name, Arch.AMD64, Map.of("nspawn", Map.of("form", form)));
  }

  /// A root with a shell, an init that says so and ends, an os-release, and units.
  private static FakePackage box() throws Exception {
    return FakePackage.of("sys-apps/busybox-1")
        .dir("bin", "sbin", "etc", "usr", "usr/bin", "usr/lib", "usr/lib/systemd", "opt", "opt/box")
        .dir("usr/lib/systemd/system")
        .file("bin/busybox", BytesContent.of(Files.readAllBytes(Tool.require("busybox"))), 0755)
        .link("bin/sh", "busybox")
        .link("sbin/init", "../bin/busybox")
        .link("etc/os-release", "../usr/lib/os-release")
        .file("usr/lib/os-release", "ID=gentoo\nVERSION_ID=2.17\n")
        .file("usr/bin/envc-extension-tool", "#!/bin/sh\necho extended\n", 0755)
        .file("opt/box/note", "note")
        .file("usr/bin/suid", "suid", 04755)
        .file(
            "usr/lib/systemd/system/box-web.service",
            "[Service]\nType=oneshot\nExecStart=/bin/sh -c true\n")
        .file(
            "etc/inittab",
            "::sysinit:/bin/sh -c 'echo booted by $PPID'\n::once:/bin/busybox poweroff -f\n");
  }

  private List<Artifact> build(String name, String form, String directory) throws Exception {
    Environment environment = environment(name, form);
    return new NspawnBackend()
        .build(
            TestRoots.request(
                temp.resolve(directory),
                TestRoots.image(environment, Fixture.assemble(environment, box()))));
  }

  /// In a mount namespace of its own, with what answers for udev.
  private static String withUdev(String... command) throws Exception {
    Program.requireRoot();
    Tool.require("python3");
    var arguments = new ArrayList<>(List.of("-m", "--propagation", "private", "sh"));
    arguments.add(Path.of("src/test/resources/with-udev.sh").toString());
    arguments.addAll(List.of(command));
    return Program.run("unshare", arguments.toArray(String[]::new));
  }

  private static String nspawn(Path image, String... more) throws Exception {
    Tool.require("systemd-nspawn");
    var arguments =
        new ArrayList<>(
            List.of("systemd-nspawn", "-q", "--register=no", "--keep-unit", "-P", "--read-only"));
    arguments.addAll(List.of("--resolv-conf=off", "--timezone=off", "-i", image.toString()));
    arguments.addAll(List.of(more));
    return withUdev(arguments.toArray(String[]::new));
  }

  /// `systemd-nspawn -i FILE COMMAND`, then `-b`: the kernel mounts the image, its init is process
  /// 1.
  @ParameterizedTest
  @ValueSource(strings = {"erofs", "squashfs"})
  void runsAndBootsFromTheImage(String form) throws Exception {
    if (form.equals("squashfs")) {
      Tool.require("tar2sqfs");
    }
    List<Artifact> made = build("box", form, "one");
    Path image = made.getFirst().path();
    assertEquals("box-amd64.raw", image.getFileName().toString());
    String said =
        nspawn(image, "/bin/sh", "-c", "echo here $$; /bin/busybox stat -c %a /usr/bin/suid");
    assertTrue(said.contains("here 1\n4755\n"), said);
    assertTrue(nspawn(image, "-b").contains("booted by 1"));
    assertTrue(Files.readString(made.getLast().path()).contains("[Files]\nReadOnly=yes\n"));
    assertEquals(made.getFirst().digest(), build("box", form, "two").getFirst().digest());
    try (var files = Files.list(image.getParent())) {
      assertEquals(2, files.count(), "nothing but the image and its settings");
    }
  }

  /// systemd takes it for an extension, and lays /usr and /opt of it over those of a host.
  @Test
  void extendsASystem() throws Exception {
    Tool.require("systemd-sysext");
    List<Artifact> made = build("tools", "sysext", "ext");
    assertEquals(1, made.size(), "no settings for a machine");
    Path image = made.getFirst().path();
    String seen = withUdev("systemd-dissect", "--no-pager", image.toString());
    assertTrue(seen.contains("✓ extension for system"), seen);
    String said =
        withUdev(
            "sh",
            "-ec",
            """
            mkdir -p /run/extensions && mount -t tmpfs tmpfs /run/extensions
            cp "$0" /run/extensions/
            systemd-sysext merge
            envc-extension-tool; cat /opt/box/note; test ! -e /opt/sbin
            test "$(cat /usr/lib/os-release | head -1)" != ID=gentoo
            cat /usr/lib/extension-release.d/extension-release.tools-amd64
            systemd-sysext unmerge
            test ! -e /usr/bin/envc-extension-tool
            """,
            image.toString());
    assertTrue(said.contains("extended\nnote"), said);
    assertTrue(said.contains("ID=_any\nARCHITECTURE=x86-64\n"), said);
  }

  @Test
  void isAPortableService() throws Exception {
    Tool.require("systemd-dissect");
    Path image = build("box", "portable", "p").getFirst().path();
    String seen = withUdev("systemd-dissect", "--no-pager", image.toString());
    assertTrue(seen.contains("✓ portable service"), seen);
    Path mounted = Files.createDirectory(temp.resolve("m"));
    String said =
        Program.run(
            "unshare",
            "-m",
            "sh",
            "-ec",
            "mount -o loop,ro -t erofs \"$0\" \"$1\"; cd \"$1\"; cat usr/lib/os-release; stat -c"
                + " '%s %n' etc/machine-id etc/resolv.conf",
            image.toString(),
            mounted.toString());
    assertTrue(said.contains("ID=gentoo\nVERSION_ID=2.17\nPORTABLE_PREFIXES=box\n"), said);
    assertTrue(said.endsWith("0 etc/machine-id\n0 etc/resolv.conf\n"), said);
  }

  /// A machine with systemd attaches the file as it is named, starts its service, and lets it go.
  @Test
  void portablectlAttachesIt() throws Exception {
    Program.requireRoot();
    Tool.require("portablectl");
    Tool.require("systemd-nspawn");
    Tool.require("dbus-daemon");
    Path image = build("box", "portable", "p").getFirst().path();
    assertEquals("box_amd64.raw", image.getFileName().toString());
    String said =
        Program.run(
            "unshare",
            "-m",
            "--propagation",
            "private",
            "sh",
            "src/test/resources/with-systemd.sh",
            image.toString(),
            "portablectl attach --runtime /box_amd64.raw && systemctl start box-web && systemctl"
                + " show -P Result box-web && portablectl detach --runtime /box_amd64.raw && echo"
                + " let go");
    assertTrue(said.contains("(Matching unit files with prefix 'box'.)"), said);
    assertTrue(said.contains("success"), said);
    assertTrue(said.contains("let go"), said);
  }

  @Test
  void whatAServiceLacksIsTold() {
    var unfit = assertThrows(UserErrorException.class, () -> build("web", "portable", "u"));
    assertEquals("E0714", unfit.diagnostics().getFirst().code().id());
    assertTrue(unfit.diagnostics().getFirst().message().contains("`web.service`"));
    Environment empty = environment("none", "sysext");
    var nothing =
        assertThrows(
            UserErrorException.class,
            () ->
                new NspawnBackend()
                    .build(
                        TestRoots.request(temp, TestRoots.image(empty, Fixture.assemble(empty)))));
    assertEquals("E0714", nothing.diagnostics().getFirst().code().id());
    assertFalse(Files.exists(temp.resolve("out/none-amd64.raw")));
  }
}
