package dev.envc.backend.nspawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Tool;
import dev.envc.backend.Artifact;
import dev.envc.backend.Program;
import dev.envc.backend.TestRoots;
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

/// The tarball, unpacked by tar(1) and run by systemd-nspawn.
final class NspawnToolTest {
  @TempDir Path temp;

  private List<Artifact> build(String compression) throws Exception {
    Environment environment =
        TestRoots.environment(
            "box", Arch.AMD64, Map.of("nspawn", Map.of("compression", compression)));
    return new NspawnBackend()
        .build(
            TestRoots.request(
                temp.resolve(compression),
                TestRoots.image(environment, TestRoots.busybox(environment))));
  }

  private static String nspawn(Path root, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("-q", "--register=no", "--keep-unit", "-P", "--resolv-conf=off"));
    arguments.addAll(List.of("--timezone=off", "-D", root.toString()));
    arguments.addAll(List.of(more));
    return Program.run("systemd-nspawn", arguments.toArray(String[]::new));
  }

  @Test
  void runs() throws Exception {
    Program.requireRoot();
    Tool.require("systemd-nspawn");
    Artifact tar = build("xz").getFirst();
    Path root = Files.createDirectory(temp.resolve("root"));
    Program.run(
        "tar",
        "-C",
        root.toString(),
        "--xattrs",
        "--xattrs-include=*",
        "-xpf",
        tar.path().toString());
    String output = nspawn(root, "/bin/sh", "-c", "echo nspawn; id -u; stat -c %a /usr/bin/suid");
    assertTrue(output.startsWith("nspawn\n0\n4755\n"), output);
  }

  /// As `systemd-nspawn -b`: the init of the root is process 1 and ends the machine.
  @Test
  void boots() throws Exception {
    Program.requireRoot();
    Tool.require("systemd-nspawn");
    Environment environment = TestRoots.environment("machine", Arch.AMD64, Map.of());
    FakePackage init =
        FakePackage.of("sys-apps/busybox-1")
            .dir("bin", "sbin", "etc", "usr", "usr/bin")
            .file("bin/busybox", BytesContent.of(Files.readAllBytes(Tool.require("busybox"))), 0755)
            .link("bin/sh", "busybox")
            .link("sbin/init", "../bin/busybox")
            .file("etc/os-release", "ID=gentoo\n")
            .file(
                "etc/inittab",
                "::sysinit:/bin/sh -c 'echo booted by $PPID'\n::once:/bin/busybox poweroff -f\n");
    List<Artifact> artifacts =
        new NspawnBackend()
            .build(
                TestRoots.request(
                    temp, TestRoots.image(environment, Fixture.assemble(environment, init))));
    assertTrue(Files.readString(artifacts.getLast().path()).startsWith("[Exec]\nBoot=yes\n"));
    Path root = Files.createDirectory(temp.resolve("machine"));
    Program.run("tar", "-C", root.toString(), "-xpf", artifacts.getFirst().path().toString());
    String output = nspawn(root, "-b");
    assertTrue(output.contains("booted by 1"), output);
  }

  /// The read-only image: mounted by the kernel and run from there, the same bytes each time.
  @Test
  void anErofsImageRuns() throws Exception {
    Program.requireRoot();
    Tool.require("systemd-nspawn");
    Environment environment =
        TestRoots.environment("ro", Arch.AMD64, Map.of("nspawn", Map.of("form", "erofs")));
    var image = TestRoots.image(environment, TestRoots.busybox(environment));
    List<Artifact> first = new NspawnBackend().build(TestRoots.request(temp.resolve("one"), image));
    List<Artifact> second =
        new NspawnBackend().build(TestRoots.request(temp.resolve("two"), image));
    assertEquals(first.getFirst().digest(), second.getFirst().digest());
    assertEquals("ro-amd64.raw", first.getFirst().path().getFileName().toString());
    assertTrue(Files.readString(first.getLast().path()).contains("[Files]\nReadOnly=yes\n"));
    Program.run("fsck.erofs", first.getFirst().path().toString());
    Path root = Files.createDirectory(temp.resolve("mounted"));
    String output =
        Program.run(
            "unshare",
            "-m",
            "sh",
            "-c",
            "mount -o loop,ro -t erofs \"$1\" \"$2\" && systemd-nspawn -q --register=no --keep-unit"
                + " -P --read-only --resolv-conf=off --timezone=off -D \"$2\" /bin/sh -c 'echo"
                + " erofs; stat -c %a /usr/bin/suid'",
            "sh",
            first.getFirst().path().toString(),
            root.toString());
    assertTrue(output.startsWith("erofs\n4755\n"), output);
  }

  @Test
  void systemdImports() throws Exception {
    Program.requireRoot();
    Path importer = Path.of("/lib/systemd/systemd-import");
    Tool.requireThat(Files.isExecutable(importer), "systemd-import is not installed");
    for (String compression : List.of("xz", "gzip", "none")) {
      Artifact tar = build(compression).getFirst();
      Path machines = Files.createDirectories(temp.resolve("machines-" + compression));
      Process process =
          new ProcessBuilder(
                  importer.toString(),
                  "--image-root=" + machines,
                  "tar",
                  tar.path().toString(),
                  "box")
              .redirectErrorStream(true)
              .redirectOutput(temp.resolve("import.log").toFile())
              .start();
      assertEquals(0, process.waitFor(), Files.readString(temp.resolve("import.log")));
      assertTrue(Files.exists(machines.resolve("box/bin/busybox")), compression);
    }
  }

  @Test
  void tarOfEveryCodecHoldsTheSame() throws Exception {
    String expected = "";
    for (String compression : List.of("none", "gzip", "zstd", "xz")) {
      Path tar = build(compression).getFirst().path();
      String listing = Program.run("tar", "--numeric-owner", "--full-time", "-tvf", tar.toString());
      expected = expected.isEmpty() ? listing : expected;
      assertEquals(expected, listing, compression);
    }
    assertTrue(expected.contains("./") && expected.contains("hrw"), expected);
  }

  @Test
  void settingsFile() throws Exception {
    Environment environment =
        TestRoots.environment(
            "cmd",
            Arch.AMD64,
            Map.of(
                "nspawn",
                Map.of(
                    "command", List.of("/bin/sh", "-c", "echo a b"),
                    "env", Map.of("A", "1 2"),
                    "ports", List.of("tcp:8080:80"),
                    "capabilities", List.of("CAP_NET_ADMIN"),
                    "private-network", true)));
    List<Artifact> artifacts =
        new NspawnBackend()
            .build(TestRoots.request(temp, TestRoots.image(environment, TestRoots.odd())));
    assertEquals(
        """
        [Exec]
        Boot=no
        Parameters=/bin/sh -c "echo a b"
        Environment="A=1 2"
        Capability=CAP_NET_ADMIN

        [Network]
        VirtualEthernet=yes
        Port=tcp:8080:80

        """,
        Files.readString(artifacts.get(1).path()));
  }
}
