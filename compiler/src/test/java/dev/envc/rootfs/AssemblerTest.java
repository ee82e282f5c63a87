package dev.envc.rootfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.model.SystemConfig;
import dev.envc.model.SystemConfig.AddedFile;
import dev.envc.model.SystemConfig.FileContent;
import dev.envc.rootfs.FileTree.Node;
import dev.envc.store.PackageEntry.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AssemblerTest {
  private static AddedFile file(String path, String text, String owner) {
    return new AddedFile(path, new FileContent.Text(text), 0640, owner, "root", Fixture.SPAN);
  }

  private static SystemConfig system(AddedFile... files) {
    return new SystemConfig(
        List.of(files),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static List<String> codes(List<Diagnostic> problems) {
    return problems.stream().map(d -> d.code().id()).toList();
  }

  private static boolean has(RootFs root, String kind, String path) {
    return root.report().findings().stream()
        .anyMatch(f -> f.kind().equals(kind) && f.path().equals(path));
  }

  @Test
  void linksToDirectoriesAreFollowed() throws Exception {
    FakePackage base =
        FakePackage.of("sys-apps/baselayout-2")
            .dir("usr", "usr/lib64", "usr/bin")
            .link("lib64", "usr/lib64")
            .link("usr/sbin", "bin")
            .link("bin", "usr/bin");
    FakePackage split =
        FakePackage.of("a/split-1")
            .dir("bin", "lib64", "usr", "usr/sbin")
            .file("bin/tool", "tool", 0755)
            .file("lib64/liba.so", "lib")
            .file("usr/sbin/daemon", "daemon", 0755);
    RootFs root = Fixture.assemble(base, split);
    assertTrue(root.tree().find("usr/bin/tool").isPresent());
    assertTrue(root.tree().find("usr/bin/daemon").isPresent());
    assertTrue(root.tree().find("usr/lib64/liba.so").isPresent());
    assertTrue(root.tree().find("lib64").orElseThrow().node() instanceof Node.Symlink);
    String contents = Fixture.text(root, "var/db/pkg/a/split-1/CONTENTS");
    assertTrue(contents.contains("obj /bin/tool "), "paths of the image: " + contents);
    assertTrue(contents.contains("dir /lib64\n"));
  }

  @Test
  void collisionsNameBothOwners() throws Exception {
    FakePackage one = FakePackage.of("a/one-1").dir("usr").file("usr/x", "1").file("usr/same", "s");
    FakePackage two = FakePackage.of("a/two-1").dir("usr").file("usr/x", "2").file("usr/same", "s");
    List<Diagnostic> problems = Fixture.problems(Fixture.environment(), one, two);
    assertEquals(List.of("E0601"), codes(problems));
    assertTrue(problems.getFirst().message().contains("a/one-1"));
    assertTrue(problems.getFirst().message().contains("a/two-1"));
    FakePackage file = FakePackage.of("a/file-1").file("usr", "not a directory");
    assertEquals(List.of("E0601"), codes(Fixture.problems(Fixture.environment(), one, file)));
    FakePackage link = FakePackage.of("a/link-1").link("usr", "else");
    assertEquals(List.of("E0601"), codes(Fixture.problems(Fixture.environment(), one, link)));
  }

  @Test
  void sameFileTwiceThroughALink() throws Exception {
    FakePackage base = FakePackage.of("a/base-1").dir("usr", "usr/lib").link("lib", "usr/lib");
    FakePackage both =
        FakePackage.of("a/both-1")
            .dir("lib", "usr", "usr/lib")
            .file("lib/x", "1")
            .file("usr/lib/x", "1");
    Fixture.assemble(base, both);
    FakePackage differ =
        FakePackage.of("a/both-1")
            .dir("lib", "usr", "usr/lib")
            .file("lib/x", "1")
            .file("usr/lib/x", "2");
    assertEquals(List.of("E0601"), codes(Fixture.problems(Fixture.environment(), base, differ)));
  }

  @Test
  void hardlinksStayAndTheFirstNameIsTheFile() throws Exception {
    FakePackage p =
        FakePackage.of("a/p-1").dir("usr").file("usr/z", "same").hardlink("usr/a", "usr/z");
    RootFs root = Fixture.assemble(p);
    assertTrue(root.tree().find("usr/a").orElseThrow().node() instanceof Node.Regular);
    assertEquals(new Node.Hardlink("usr/a"), root.tree().find("usr/z").orElseThrow().node());
  }

  @Test
  void devicesAreRefused() throws Exception {
    FakePackage p = FakePackage.of("a/p-1").dir("dev").kind("dev/sda", new Kind.Device(true, 8, 0));
    assertEquals(List.of("E0602"), codes(Fixture.problems(Fixture.environment(), p)));
  }

  @Test
  void theManifestWinsAndThePackagesFileStaysBeside() throws Exception {
    FakePackage p =
        FakePackage.of("a/p-1").dir("etc", "usr").file("etc/p.conf", "package").file("usr/p", "p");
    RootFs root =
        Fixture.assemble(
            Fixture.environment(
                system(file("/etc/p.conf", "mine", "root"), file("/usr/p", "mine", "0"))),
            p);
    assertEquals("mine", Fixture.text(root, "etc/p.conf"));
    assertEquals("package", Fixture.text(root, "etc/._cfg0000_p.conf"));
    assertEquals("manifest", root.tree().find("etc/p.conf").orElseThrow().owner());
    assertTrue(has(root, "replaced", "/usr/p"));
    assertFalse(root.tree().find("usr/._cfg0000_p").isPresent());
  }

  @Test
  void unknownOwnersAreNamed() throws Exception {
    List<Diagnostic> problems =
        Fixture.problems(Fixture.environment(system(file("/x", "y", "rot"))));
    assertEquals(List.of("E0604"), codes(problems));
    assertEquals("Did you mean `root`?", problems.getFirst().hint().orElse(""));
  }

  @Test
  void accountsOfPackagesHaveTheirIds() throws Exception {
    FakePackage user =
        FakePackage.of("acct-user/nginx-0")
            .dir("usr", "usr/lib", "usr/lib/sysusers.d")
            .file(
                "usr/lib/sysusers.d/acct-user-nginx.conf",
                "u nginx 82:nginx \"nginx server\" /var/lib/nginx /sbin/nologin\nm nginx www\n");
    FakePackage group =
        FakePackage.of("acct-group/nginx-0")
            .dir("usr", "usr/lib", "usr/lib/sysusers.d")
            .file("usr/lib/sysusers.d/acct-group-nginx.conf", "g nginx 82\ng www 83\n");
    RootFs root = Fixture.assemble(user, group);
    String passwd = Fixture.text(root, "etc/passwd");
    assertTrue(
        passwd.contains("nginx:x:82:82:nginx server:/var/lib/nginx:/sbin/nologin\n"), passwd);
    assertTrue(Fixture.text(root, "etc/group").contains("www:x:83:nginx\n"));
    assertTrue(Fixture.text(root, "etc/shadow").contains("nginx:!:::::::\n"));
    assertEquals(0600, root.tree().find("etc/shadow").orElseThrow().mode());
  }

  @Test
  void linesWithoutNumbersAreNoAccounts() throws Exception {
    FakePackage p =
        FakePackage.of("sys-apps/baselayout-2")
            .dir("usr", "usr/share", "usr/share/baselayout")
            .file(
                "usr/share/baselayout/passwd",
                "root:x:0:0:root:/root:/bin/sh\nodd:x:ten:0::/:/bin/sh\n+::::::\nbin:x:1:1::/:\n")
            .file("usr/share/baselayout/group", "root:x:0:\nwheel:x::root\nbin:x:1:bin\n");
    RootFs root = Fixture.assemble(p);
    assertEquals(
        "root:x:0:0:root:/root:/bin/sh\nbin:x:1:1::/:\n", Fixture.text(root, "etc/passwd"));
    assertEquals("root:x:0:\nbin:x:1:bin\n", Fixture.text(root, "etc/group"));
  }

  @Test
  void machineStateIsLeftOut() throws Exception {
    FakePackage p =
        FakePackage.of("a/p-1")
            .dir("etc", "etc/ssh", "var", "var/log")
            .file("etc/machine-id", "0123\n")
            .file("etc/ssh/ssh_host_rsa_key", "secret")
            .file("var/log/emerge.log", "log")
            .file("var/log/.keep", "");
    RootFs root = Fixture.assemble(p);
    assertEquals("", Fixture.text(root, "etc/machine-id"));
    assertFalse(root.tree().find("etc/ssh/ssh_host_rsa_key").isPresent());
    assertFalse(root.tree().find("var/log/emerge.log").isPresent());
    assertTrue(root.tree().find("var/log/.keep").isPresent());
    assertTrue(has(root, "stripped", "/etc/ssh/ssh_host_rsa_key"));
  }

  /// One file of each kind, beside one that only looks like it.
  @Test
  void everyKindOfMachineStateIsLeftOutAndNamed() throws Exception {
    List<String> theirs =
        List.of(
            "boot/loader/random-seed",
            "etc/.pwd.lock",
            "etc/adjtime",
            "etc/resolv.conf",
            "etc/shadow-",
            "etc/ssh/ssh_host_ed25519_key",
            "etc/ssh/ssh_host_ed25519_key.pub",
            "root/.bash_history",
            "var/cache/ldconfig/aux-cache",
            "var/db/pkg/.portage_lockfile",
            "var/lib/dbus/machine-id",
            "var/lib/seedrng/seed.credit",
            "var/lib/systemd/random-seed",
            "var/log/portage/elog/summary.log",
            "var/log/wtmp");
    List<String> ours = List.of("etc/ssh/ssh_config", "boot/loader/loader.conf", "etc/shadow.md");
    FakePackage p = FakePackage.of("a/p-1");
    Stream.concat(theirs.stream(), ours.stream())
        .flatMap(f -> parents(f).stream())
        .distinct()
        .forEach(p::dir);
    theirs.forEach(f -> p.file(f, "x"));
    ours.forEach(f -> p.file(f, "x"));
    RootFs root = Fixture.assemble(p);
    for (String path : theirs) {
      assertFalse(root.tree().find(path).isPresent(), path);
      assertTrue(has(root, "stripped", "/" + path), path);
    }
    ours.forEach(f -> assertTrue(root.tree().find(f).isPresent(), f));
  }

  private static List<String> parents(String path) {
    var all = new ArrayList<String>();
    for (int at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
      all.add(path.substring(0, at));
    }
    return all;
  }

  @Test
  void services() throws Exception {
    FakePackage p =
        FakePackage.of("net-misc/openssh-9")
            .dir("etc", "etc/init.d", "usr", "usr/lib", "usr/lib/systemd", "usr/lib/systemd/system")
            .file("etc/init.d/sshd", "#!/sbin/openrc-run\n", 0755)
            .file(
                "usr/lib/systemd/system/sshd.service",
                "[Service]\nExecStart=/x\n[Install]\nWantedBy=multi-user.target\n");
    var on = new SystemConfig.Service("sshd", true, "default", Fixture.SPAN);
    var wrong = new SystemConfig.Service("shd", true, "default", Fixture.SPAN);
    RootFs root = Fixture.assemble(Fixture.environment(withServices(on)), p);
    assertEquals(
        new Node.Symlink("/etc/init.d/sshd"),
        root.tree().find("etc/runlevels/default/sshd").orElseThrow().node());
    assertEquals(
        new Node.Symlink("/usr/lib/systemd/system/sshd.service"),
        root.tree()
            .find("etc/systemd/system/multi-user.target.wants/sshd.service")
            .orElseThrow()
            .node());
    List<Diagnostic> problems = Fixture.problems(Fixture.environment(withServices(wrong)), p);
    assertEquals(List.of("E0605"), codes(problems));
    assertEquals("Did you mean `sshd`?", problems.getFirst().hint().orElse(""));
  }

  @Test
  void aMaskedServiceIsNotEnabled() throws Exception {
    FakePackage p =
        FakePackage.of("a/b-1")
            .dir("usr", "usr/lib", "usr/lib/systemd", "usr/lib/systemd/system")
            .link("usr/lib/systemd/system/a.service", "/dev/null");
    var on = new SystemConfig.Service("a", true, "", Fixture.SPAN);
    var off = new SystemConfig.Service("a", false, "", Fixture.SPAN);
    List<Diagnostic> problems = Fixture.problems(Fixture.environment(withServices(on)), p);
    assertEquals(List.of("E0605"), codes(problems));
    assertEquals(
        "Service a is masked: /usr/lib/systemd/system/a.service is a link to /dev/null.",
        problems.getFirst().message());
    Fixture.assemble(Fixture.environment(withServices(off)), p);
  }

  private static SystemConfig withServices(SystemConfig.Service service) {
    return new SystemConfig(
        List.of(),
        List.of(),
        List.of(),
        List.of(service),
        Optional.of("line3"),
        Optional.of("C.UTF-8"),
        Optional.empty(),
        List.of());
  }

  @Test
  void envUpdateJoinsVariables() throws Exception {
    FakePackage p =
        FakePackage.of("a/p-1")
            .dir("etc", "etc/env.d")
            .file("etc/env.d/10a", "PATH=\"/a:/b\"\nLDPATH='/usr/lib/a'\nEDITOR=vi\n# X=1\n")
            .file("etc/env.d/20b", "PATH=\"/b:/c\"\nEDITOR=\"nano\"\nEMPTY=''\n")
            .file("etc/env.d/README", "EDITOR=no\n");
    RootFs root = Fixture.assemble(p);
    String profile = Fixture.text(root, "etc/profile.env");
    assertTrue(
        profile.endsWith("export EDITOR='nano'\nexport EMPTY=''\nexport PATH='/a:/b:/c'\n"),
        profile);
    assertTrue(Fixture.text(root, "etc/ld.so.conf").endsWith("/usr/lib/a\n"));
    assertFalse(Fixture.text(root, "etc/environment.d/10-gentoo-env.conf").contains("EMPTY"));
  }

  @Test
  void oneVersionInASlot() throws Exception {
    FakePackage one = FakePackage.of("a/p-1");
    FakePackage two = FakePackage.of("a/p-2");
    assertEquals(List.of("E0607"), codes(Fixture.problems(Fixture.environment(), one, two)));
    Fixture.assemble(one, FakePackage.of("a/p-2", "2"));
  }
}
