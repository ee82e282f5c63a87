package dev.envc.rootfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.model.SystemConfig;
import dev.envc.model.SystemConfig.AddedFile;
import dev.envc.model.SystemConfig.FileContent;
import dev.envc.model.SystemConfig.User;
import dev.envc.rootfs.FileTree.Node;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// CONFIG_PROTECT as vartree.py has it, and the files of accounts.
final class ConfigurationFilesTest {
  private static SystemConfig system(List<AddedFile> files, List<User> users) {
    return new SystemConfig(
        files,
        users,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static FakePackage etc(String name) {
    return FakePackage.of(name).dir("etc");
  }

  @Test
  void linksAreProtectedLikeFiles() throws Exception {
    RootFs root =
        Fixture.assemble(
            etc("a/link-1").link("etc/x", "one").link("etc/y", "one").file("etc/z", "z"),
            etc("a/other-1").link("etc/x", "two").file("etc/y", "y").link("etc/z", "one"));
    assertEquals(new Node.Symlink("one"), root.tree().find("etc/x").orElseThrow().node());
    assertEquals(new Node.Symlink("two"), root.tree().find("etc/._cfg0000_x").orElseThrow().node());
    assertEquals("y", Fixture.text(root, "etc/._cfg0000_y"));
    assertEquals(new Node.Symlink("one"), root.tree().find("etc/._cfg0000_z").orElseThrow().node());
  }

  /// The same content is no other version: the later package's mode counts.
  @Test
  void theSameContentIsMergedOver() throws Exception {
    RootFs root =
        Fixture.assemble(
            etc("a/one-1").file("etc/x", "x", 0644), etc("a/two-1").file("etc/x", "x", 0600));
    assertFalse(root.tree().find("etc/._cfg0000_x").isPresent());
    assertEquals(0600, root.tree().find("etc/x").orElseThrow().mode());
    assertEquals("a/two-1", root.tree().find("etc/x").orElseThrow().owner());
  }

  @Test
  void theSameVersionIsLaidBesideOnce() throws Exception {
    RootFs root =
        Fixture.assemble(
            etc("a/one-1").file("etc/x", "x"),
            etc("a/two-1").file("etc/x", "y"),
            etc("a/three-1").file("etc/x", "y"),
            etc("a/four-1").file("etc/x", "z"));
    assertEquals("y", Fixture.text(root, "etc/._cfg0000_x"));
    assertEquals("z", Fixture.text(root, "etc/._cfg0001_x"));
    assertFalse(root.tree().find("etc/._cfg0002_x").isPresent());
  }

  @Test
  void aLinkThatTheManifestReplacesStaysBeside() throws Exception {
    var file =
        new AddedFile("/etc/x", new FileContent.Text("mine"), 0644, "root", "root", Fixture.SPAN);
    RootFs root =
        Fixture.assemble(
            Fixture.environment(system(List.of(file), List.of())),
            etc("a/link-1").link("etc/x", "one"));
    assertEquals("mine", Fixture.text(root, "etc/x"));
    assertEquals(new Node.Symlink("one"), root.tree().find("etc/._cfg0000_x").orElseThrow().node());
  }

  private static User user(String name, int subids) {
    return new User(
        name,
        Optional.empty(),
        name,
        List.of(),
        "/dev/null",
        "/bin/sh",
        "",
        Optional.empty(),
        Optional.of(subids),
        Fixture.SPAN);
  }

  @Test
  void subordinateIds() throws Exception {
    FakePackage p = etc("a/p-1").file("etc/subuid", "old:300000:65536\nb:1:2\n");
    var users = List.of(user("b", 165_536), user("a", 100_000));
    RootFs root = Fixture.assemble(Fixture.environment(system(List.of(), users)), p);
    assertEquals(
        "old:300000:65536\na:100000:65536\nb:165536:65536\n", Fixture.text(root, "etc/subuid"));
    assertEquals("a:100000:65536\nb:165536:65536\n", Fixture.text(root, "etc/subgid"));
    var overlapping = List.of(user("a", 100_000), user("b", 165_535));
    var problems = Fixture.problems(Fixture.environment(system(List.of(), overlapping)), p);
    assertEquals("E0603", problems.getFirst().code().id());
    assertTrue(problems.getFirst().message().contains("165535 of b"), problems.toString());
    assertFalse(Fixture.assemble(etc("a/q-1")).tree().find("etc/subuid").isPresent());
  }
}
