package dev.envc.tree.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.TreeCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.pms.PackageName;
import dev.envc.tree.EbuildMetadata;
import dev.envc.tree.IndexedEbuild.Origin;
import dev.envc.tree.MetadataKey;
import dev.envc.tree.Repository;
import dev.envc.tree.TreeRequest;
import dev.envc.tree.Trees;
import dev.envc.tree.metadata.NoBash;
import dev.envc.tree.testing.MapTree;
import dev.envc.tree.testing.SmallTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TreeStoreTest {
  private static final PackageName HELLO = PackageName.parse("app-misc/hello");

  @TempDir Path dir;

  @Test
  void readsACommitWithoutACheckout() throws Exception {
    String commit = SmallTrees.commit(SmallTrees.gentoo(), dir.resolve("g.git"), "");
    try (Trees trees = store().open(List.of(git(commit)))) {
      Repository gentoo = trees.named("gentoo").orElseThrow();
      assertEquals(commit, gentoo.pin().revision());
      assertEquals("2023-01-15T03:12:07Z", gentoo.pin().date().orElseThrow().toString());
      assertEquals(
          List.of("2.9", "2.10", "10.1-r1"),
          gentoo.versions(HELLO).stream().map(e -> e.cpv().version().toString()).toList());
      assertEquals(
          List.of("app-misc/hello", "dev-libs/hello"),
          gentoo.packagesNamed("hello").stream().map(PackageName::toString).toList());
      EbuildMetadata lib = gentoo.versions(PackageName.parse("dev-libs/hello")).getFirst();
      assertEquals("0/1", lib.slot().toString());
      assertEquals("app-misc/hello:=", lib.text(MetadataKey.RDEPEND));
      assertEquals(1, lib.rdepend().children().size());
      assertEquals(Origin.CACHE, lib.origin());
      assertEquals(Optional.empty(), lib.problem());
      assertTrue(gentoo.layout().thinManifests());
      assertEquals(List.of(), trees.warnings());
    }
  }

  @Test
  void aSecondCommandDoesNotNeedTheRepository() throws Exception {
    Path bare = dir.resolve("g.git");
    String commit = SmallTrees.commit(SmallTrees.gentoo(), bare, "");
    store().open(List.of(git(commit))).close();
    Files.move(bare, dir.resolve("elsewhere.git"));
    try (Trees trees = store().open(List.of(git(commit)))) {
      Repository gentoo = trees.repositories().getFirst();
      assertEquals(3, gentoo.versions(HELLO).size());
      assertTrue(gentoo.files().read("profiles/package.mask").isPresent());
      assertEquals(
          List.of("categories", "package.mask", "repo_name"), gentoo.files().list("profiles"));
    }
  }

  @Test
  void damagedCacheFilesAreMadeAnew() throws Exception {
    String commit = SmallTrees.commit(SmallTrees.gentoo(), dir.resolve("g.git"), "");
    store().open(List.of(git(commit))).close();
    for (boolean truncate : List.of(true, false)) {
      try (var files = Files.list(dir.resolve("cache/index"))) {
        for (Path file : files.toList()) {
          byte[] bytes = Files.readAllBytes(file);
          bytes[bytes.length / 2] ^= 0x55;
          Files.write(file, truncate ? java.util.Arrays.copyOf(bytes, bytes.length / 2) : bytes);
        }
      }
      try (Trees trees = store().open(List.of(git(commit)))) {
        assertEquals(3, trees.versions(HELLO).size());
        for (String name : trees.repositories().getFirst().files().list("profiles")) {
          assertTrue(trees.repositories().getFirst().files().read("profiles/" + name).isPresent());
        }
      }
    }
  }

  @Test
  void aPlainDirectoryIsPinnedByItsContent() throws Exception {
    SmallTrees.write(SmallTrees.gentoo(), dir.resolve("overlay"));
    TreeRequest request = TreeRequest.directory("gentoo", dir.resolve("overlay"));
    String first;
    try (Trees trees = store().open(List.of(request))) {
      first = trees.repositories().getFirst().pin().revision();
      assertEquals(3, trees.versions(HELLO).size());
    }
    Files.writeString(dir.resolve("overlay/profiles/package.mask"), "changed\n");
    try (Trees trees = store().open(List.of(request))) {
      assertFalse(first.equals(trees.repositories().getFirst().pin().revision()));
    }
  }

  @Test
  void staleCacheEntriesAreNotBelieved() throws Exception {
    MapTree tree = SmallTrees.gentoo();
    tree.put("app-misc/hello/hello-2.9.ebuild", "# changed since\n");
    tree.put("app-misc/hello/hello-1.ebuild", "# never cached\n");
    tree.put("metadata/md5-cache/app-misc/ghost-1", "EAPI=8\nSLOT=0\n_md5_=00\n");
    String commit = SmallTrees.commit(tree, dir.resolve("g.git"), "");
    try (Trees trees = store().open(List.of(git(commit)))) {
      List<EbuildMetadata> versions = trees.versions(HELLO);
      assertEquals(
          List.of(Origin.UNREADABLE_HERE, Origin.UNREADABLE_HERE, Origin.CACHE, Origin.CACHE),
          versions.stream().map(EbuildMetadata::origin).toList());
      assertTrue(versions.getFirst().problem().orElseThrow().contains("bash"));
      assertEquals(List.of(), trees.packagesNamed("ghost"));
      assertEquals(TreeCode.NO_BASH, trees.warnings().getFirst().code());
    }
  }

  @Test
  void eclassDigestsCount() throws Exception {
    MapTree tree = SmallTrees.gentoo();
    String md5 =
        dev.envc.tree.metadata.Md5.of("# e\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    tree.put("eclass/good.eclass", "# e\n").put("eclass/bad.eclass", "# other\n");
    SmallTrees.ebuild(tree, "app-misc", "x", "1", "EAPI=8\nSLOT=0\n_eclasses_=good\t" + md5 + "\n");
    SmallTrees.ebuild(tree, "app-misc", "x", "2", "EAPI=8\nSLOT=0\n_eclasses_=bad\t" + md5 + "\n");
    SmallTrees.ebuild(tree, "app-misc", "x", "3", "EAPI=8\nSLOT=0\n_eclasses_=none\t" + md5 + "\n");
    String commit = SmallTrees.commit(tree, dir.resolve("g.git"), "");
    try (Trees trees = store().open(List.of(git(commit)))) {
      List<EbuildMetadata> x = trees.versions(PackageName.parse("app-misc/x"));
      assertEquals(
          List.of(Origin.CACHE, Origin.UNREADABLE_HERE, Origin.UNREADABLE_HERE),
          x.stream().map(EbuildMetadata::origin).toList());
      assertEquals(List.of("good"), x.getFirst().inherited());
    }
  }

  @Test
  void mastersComeFirstWhateverTheOrder() throws Exception {
    String commit = SmallTrees.commit(SmallTrees.gentoo(), dir.resolve("g.git"), "");
    String overlay = SmallTrees.commit(overlay("gentoo"), dir.resolve("o.git"), "sub/dir");
    var acme =
        new TreeRequest(
            "acme",
            new TreeRequest.Location.Git(
                dir.resolve("o.git").toString(), overlay, Optional.empty()),
            "sub/dir/",
            Optional.empty());
    try (Trees trees = store().open(List.of(acme, git(commit)))) {
      assertEquals("[gentoo, acme]", trees.repositories().toString());
      assertEquals("[gentoo]", trees.repositories().getLast().masters().toString());
      assertEquals(
          List.of("app-misc/hello-2.10::gentoo", "app-misc/hello-2.10::acme"),
          trees.versions(HELLO).stream()
              .map(EbuildMetadata::toString)
              .filter(s -> s.contains("2.10"))
              .toList());
    }
  }

  @Test
  void everyProblemIsReported() throws Exception {
    String overlay = SmallTrees.commit(overlay("elsewhere"), dir.resolve("o.git"), "");
    TreeRequest acme = TreeRequest.git("acme", dir.resolve("o.git").toString(), overlay);
    assertEquals(List.of(TreeCode.MISSING_MASTER), codes(acme));
    assertEquals(
        List.of(TreeCode.REPOSITORY_NOT_FOUND, TreeCode.REPOSITORY_NOT_FOUND),
        codes(
            acme,
            TreeRequest.git("x", dir.resolve("nowhere").toString(), "0".repeat(40)),
            TreeRequest.directory("y", dir.resolve("nowhere"))));
    assertEquals(
        List.of(TreeCode.DUPLICATE_REPOSITORY, TreeCode.MISSING_MASTER, TreeCode.MISSING_MASTER),
        codes(acme, TreeRequest.git("again", dir.resolve("o.git").toString(), overlay)));
    String self = SmallTrees.commit(overlay("b"), dir.resolve("a.git"), "");
    MapTree b = overlay("acme").put("profiles/repo_name", "b\n");
    String other = SmallTrees.commit(b, dir.resolve("b.git"), "");
    assertEquals(
        List.of(TreeCode.MASTER_CYCLE),
        codes(
            TreeRequest.git("a", dir.resolve("a.git").toString(), self),
            TreeRequest.git("b", dir.resolve("b.git").toString(), other)));
  }

  @Test
  void whatIsNoRepositoryOfGentooSaysSo() throws Exception {
    String commit = SmallTrees.commit(SmallTrees.gentoo(), dir.resolve("g.git"), "overlay");
    UserErrorException e =
        assertThrows(UserErrorException.class, () -> store().open(List.of(git(commit))));
    Diagnostic d = e.diagnostics().getFirst();
    assertEquals(TreeCode.NOT_A_GENTOO_REPOSITORY, d.code());
    assertTrue(d.notes().getFirst().message().contains("overlay"), d.toString());
    MapTree odd = SmallTrees.gentoo().put("profiles/repo_name", "no spaces\n");
    String bad = SmallTrees.commit(odd, dir.resolve("h.git"), "");
    assertEquals(
        List.of(TreeCode.INVALID_LAYOUT),
        codes(TreeRequest.git("h", dir.resolve("h.git").toString(), bad)));
  }

  @Test
  void loopsAndDepthsInProfilesEnd() throws Exception {
    var files = new java.util.TreeMap<>(SmallTrees.gentoo().files());
    String loop =
        SmallTrees.commit(files, java.util.Map.of("profiles/loop", "."), dir.resolve("l.git"));
    assertEquals(
        List.of(TreeCode.TOO_LARGE),
        codes(TreeRequest.git("l", dir.resolve("l.git").toString(), loop)));
    files.put("profiles/" + "d/".repeat(500) + "file", new byte[] {'x'});
    String deep = SmallTrees.commit(files, java.util.Map.of(), dir.resolve("d.git"));
    assertEquals(
        List.of(TreeCode.TOO_LARGE),
        codes(TreeRequest.git("d", dir.resolve("d.git").toString(), deep)));
  }

  @Test
  void nearNames() throws Exception {
    String commit = SmallTrees.commit(SmallTrees.gentoo(), dir.resolve("g.git"), "");
    try (Trees trees = store().open(List.of(git(commit)))) {
      assertEquals(
          "[dev-libs/hello, app-misc/hello]", trees.similar("dev-libs/helo", 5).toString());
      assertEquals("[]", trees.similar("firefox", 5).toString());
    }
  }

  private List<Object> codes(TreeRequest... requests) {
    UserErrorException e =
        assertThrows(UserErrorException.class, () -> store().open(List.of(requests)));
    return e.diagnostics().stream().<Object>map(Diagnostic::code).toList();
  }

  private static MapTree overlay(String masters) {
    MapTree tree =
        new MapTree()
            .put("profiles/repo_name", "acme\n")
            .put("metadata/layout.conf", "masters = " + masters + "\n");
    SmallTrees.ebuild(tree, "app-misc", "hello", "2.10", "EAPI=8\nSLOT=0\n");
    return tree;
  }

  private TreeRequest git(String commit) {
    return TreeRequest.git("gentoo", dir.resolve("g.git").toString(), commit);
  }

  private TreeStore store() throws IOException {
    return new TreeStore(dir.resolve("cache"), new NoBash());
  }
}
