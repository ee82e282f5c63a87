package dev.envc.rootfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.model.Arch;
import dev.envc.model.Environment;
import dev.envc.model.Permissions;
import dev.envc.model.Permissions.Action;
import dev.envc.model.Permissions.Check;
import dev.envc.model.Permissions.Subject;
import dev.envc.model.Permissions.Waiver;
import dev.envc.model.Policy;
import dev.envc.model.SystemConfig;
import dev.envc.pms.AtomPattern;
import dev.envc.store.PackageEntry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PermissionAuditTest {
  private static Environment environment(Optional<List<String>> setuid, Permissions permissions) {
    var policy = new Policy(Optional.empty(), List.of(), List.of(), setuid, false, permissions);
    return Fixture.environment(
        "t", Arch.AMD64, SystemConfig.empty(), new TreeMap<>(), policy, List.of());
  }

  private static Environment acting(Check check, Action action, Waiver... waivers) {
    return environment(Optional.empty(), new Permissions(Map.of(check, action), List.of(waivers)));
  }

  private static Waiver place(String path, Check... checks) {
    return new Waiver(new Subject.Place(path), Set.of(checks), "meant", Fixture.SPAN);
  }

  private static Waiver atom(String text) {
    var subject = new Subject.Packages(AtomPattern.parse(text));
    return new Waiver(subject, Set.of(), "meant", Fixture.SPAN);
  }

  private static List<String> kinds(RootFs root, String path) {
    return root.report().findings().stream()
        .filter(f -> f.path().equals(path))
        .map(RootFs.Finding::kind)
        .toList();
  }

  private static List<String> codes(Environment environment, FakePackage... packages)
      throws IOException {
    return Fixture.problems(environment, packages).stream().map(d -> d.code().id()).toList();
  }

  private static FakePackage rights() {
    return FakePackage.of("a/rights-1")
        .dir("usr", "usr/bin")
        .file("usr/bin/su", "x", 04755)
        .file("usr/bin/wall", "x", 02755)
        .file("usr/bin/board", "x", 0666)
        .add(
            new PackageEntry(
                "usr/bin/lost",
                new PackageEntry.Kind.Regular(BytesContent.of("x")),
                0644,
                4242,
                0,
                Optional.empty(),
                Optional.empty(),
                new PackageEntry.FileTime(1, 0),
                new TreeMap<>()));
  }

  /// A package whose umask was 077 while `install -m` gave its files their modes.
  private static FakePackage closed() {
    return FakePackage.of("a/closed-1")
        .dir("usr", "usr/share")
        .dir("usr/share/units", 0700)
        .file("usr/share/units/x", "x", 0644);
  }

  @Test
  void eachCheckFindsItsOwn() throws Exception {
    RootFs root = Fixture.assemble(rights());
    assertEquals(List.of("setuid"), kinds(root, "/usr/bin/su"));
    assertEquals(List.of("setgid"), kinds(root, "/usr/bin/wall"));
    assertEquals(List.of("world-writable"), kinds(root, "/usr/bin/board"));
    assertEquals(List.of("unowned"), kinds(root, "/usr/bin/lost"));
  }

  @Test
  void aWrongUmaskMakesNoRootUnlessTheManifestSaysSo() throws Exception {
    List<Diagnostic> problems = Fixture.problems(Fixture.environment(), closed());
    assertEquals(List.of("E0610"), problems.stream().map(d -> d.code().id()).toList());
    Diagnostic d = problems.getFirst();
    assertTrue(
        d.notes().getFirst().message().contains("such as /usr/share/units/x of a/closed-1"),
        d.toString());
    assertTrue(d.hint().orElse("").contains("/usr/share/units: REASON"), d.toString());
    RootFs warned = Fixture.assemble(acting(Check.UMASK, Action.WARN), closed());
    assertEquals(List.of("umask"), kinds(warned, "/usr/share/units"));
  }

  /// Who waives a closed directory has not seen what another package closes within it.
  @Test
  void aWaivedDirectoryDoesNotHideThatOfAnotherPackage() throws Exception {
    FakePackage outer =
        FakePackage.of("a/outer-1").dir("opt").dir("opt/x", 0700).file("opt/x/f", "f");
    FakePackage inner =
        FakePackage.of("a/inner-1")
            .dir("opt")
            .dir("opt/x", 0700)
            .dir("opt/x/y", 0700)
            .file("opt/x/y/g", "g");
    var environment = acting(Check.UMASK, Action.FAIL, atom("a/outer"));
    List<Diagnostic> problems = Fixture.problems(environment, outer, inner);
    assertEquals(List.of("E0610"), problems.stream().map(d -> d.code().id()).toList());
    assertTrue(
        problems.getFirst().notes().getFirst().message().startsWith("/opt/x/y: a/inner-1"),
        problems.toString());
  }

  @Test
  void oneClosedBesideOpenOnesOfThePackage() throws Exception {
    FakePackage p =
        FakePackage.of("a/p-1")
            .dir("opt", "opt/app", "opt/app/bin", "opt/app/doc")
            .dir("opt/app/lib", 0750);
    assertEquals(List.of("E0610"), codes(Fixture.environment(), p));
  }

  @Test
  void aPackageThatIsClosedThroughout() throws Exception {
    FakePackage p =
        FakePackage.of("a/p-1")
            .dir("usr")
            .file("usr/a", "x", 0600)
            .file("usr/b", "x", 0640)
            .file("usr/c", "x", 0700);
    assertEquals(List.of("E0610"), codes(Fixture.environment(), p));
    RootFs root = Fixture.assemble(acting(Check.UMASK, Action.FAIL, atom("a/p")), p);
    assertEquals(List.of("waived"), kinds(root, ""));
  }

  @Test
  void librariesAndSettingsThatEveryProgramReads() throws Exception {
    for (String path : List.of("usr/lib64/libx.so.1", "etc/env.d/50x", "etc/ssl/certs/ca.pem")) {
      FakePackage p =
          FakePackage.of("a/p-1")
              .dir("usr", "usr/lib64", "etc", "etc/env.d", "etc/ssl", "etc/ssl/certs")
              .file(path, "", 0640);
      assertEquals(List.of("E0610"), codes(Fixture.environment(), p), path);
    }
  }

  /// Merged second it would do no harm, merged first it would shut everybody out.
  @Test
  void aSharedDirectoryPackedClosedIsFoundInEitherOrder() throws Exception {
    FakePackage good = FakePackage.of("a/good-1").dir("var", "var/lib").file("var/lib/x", "x");
    FakePackage bad = FakePackage.of("a/bad-1").dir("var").dir("var/lib", 0700);
    assertEquals(List.of("E0610"), codes(Fixture.environment(), good, bad));
    assertEquals(List.of("E0610"), codes(Fixture.environment(), bad, good));
    RootFs waived = Fixture.assemble(acting(Check.UMASK, Action.FAIL, atom("a/bad")), good, bad);
    assertEquals(List.of("directory-differs", "waived"), kinds(waived, "/var/lib"));
  }

  @Test
  void whatPackagesCloseOnPurposeIsNoError() throws Exception {
    FakePackage p =
        FakePackage.of("a/p-1")
            .dir("etc", "etc/credstore", "var", "var/lib", "usr", "usr/lib", "var/log")
            .dir("etc/sudoers.d", 0750)
            .dir("var/lib/bluetooth", 0700)
            .file("var/lib/bluetooth/.keep_a_p-0", "")
            .dir("usr/lib/credstore", 0700)
            .dir("var/log/audit", 0700)
            .dir("etc/app", 0700)
            .file("etc/app/app.conf", "x");
    RootFs root = Fixture.assemble(p);
    assertEquals(List.of("umask-suspect"), kinds(root, "/etc/app"));
    assertEquals(List.of(), kinds(root, "/usr/lib/credstore"));
    assertEquals(
        List.of("E0610"), codes(acting(Check.UMASK, Action.FAIL), p), "said so, all of it fails");
  }

  @Test
  void aManifestsOwnModeIsADecision() throws Exception {
    var file =
        new SystemConfig.AddedFile(
            "/usr/share/secret",
            new SystemConfig.FileContent.Directory(),
            0700,
            "root",
            "root",
            Fixture.SPAN);
    var system =
        new SystemConfig(
            List.of(file),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    FakePackage p = FakePackage.of("a/p-1").dir("usr", "usr/share", "usr/share/open");
    assertEquals(List.of(), codes(Fixture.environment(system), p));
  }

  @Test
  void everyCheckCanFailAndBeWaived() throws Exception {
    Map<Check, String> paths =
        Map.of(
            Check.SETUID, "/usr/bin/su",
            Check.SETGID, "/usr/bin/wall",
            Check.WORLD_WRITABLE, "/usr/bin/board",
            Check.UNOWNED, "/usr/bin/lost");
    for (var e : paths.entrySet()) {
      Check check = e.getKey();
      assertEquals(List.of("E0610"), codes(acting(check, Action.FAIL), rights()), check.word());
      for (Waiver w : List.of(place(e.getValue(), check), place("/usr/bin"), atom("<a/rights-2"))) {
        RootFs root = Fixture.assemble(acting(check, Action.FAIL, w), rights());
        assertEquals(List.of("waived"), kinds(root, e.getValue()), check.word());
      }
      Waiver other = place(e.getValue(), Check.UMASK);
      assertEquals(List.of("E0610"), codes(acting(check, Action.FAIL, other), rights()));
    }
  }

  @Test
  void aWaiverThatCoversNothingIsNamed() throws Exception {
    RootFs root = Fixture.assemble(acting(Check.UMASK, Action.FAIL, place("/usr/b")), rights());
    assertEquals(List.of("waiver-unused"), kinds(root, ""));
  }

  @Test
  void theListOfSetuidPrograms() throws Exception {
    Environment none = environment(Optional.of(List.of()), Permissions.none());
    assertEquals(List.of("E0608", "E0608"), codes(none, rights()));
    var waived = new Permissions(Map.of(), List.of(atom("a/rights")));
    assertEquals(List.of(), codes(environment(Optional.of(List.of()), waived), rights()));
    var listed = Optional.of(List.of("/usr/bin/su", "/usr/bin/wall"));
    var strict = new Permissions(Map.of(Check.SETUID, Action.FAIL), List.of());
    assertEquals(List.of(), codes(environment(listed, strict), rights()));
  }
}
