package dev.envc.tree.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Tool;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.TreeCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.source.SourceFile;
import dev.envc.tree.TreeReadException;
import dev.envc.tree.TreeRequest;
import dev.envc.tree.TreeRequest.Location.Git;
import dev.envc.tree.testing.GitHttpServer;
import dev.envc.tree.testing.SmallTrees;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitTreesTest {
  @TempDir Path dir;

  @Test
  void linksWithinTheCommitAreFollowed() throws Exception {
    String commit = repository();
    try (GitTree tree = open("r.git", commit, "sub")) {
      assertEquals("here\n", text(tree, "file"));
      assertEquals("here\n", text(tree, "to-file"));
      assertEquals("top\n", text(tree, "up"));
      assertEquals("deep\n", text(tree, "to-dir/deep"));
      assertEquals(List.of("dir/", "file", "to-dir/", "to-file", "up"), tree.list(""));
      assertEquals(Optional.empty(), tree.read("file/x"));
      assertEquals(Optional.empty(), tree.read("dir"));
      assertEquals(Optional.empty(), tree.read("none"));
      assertEquals(List.of(), tree.list("none"));
    }
  }

  @Test
  void linksOutOfTheCommitAreNot() throws Exception {
    Map<String, String> links =
        Map.of(
            "out", "../../etc/passwd", "abs", "/etc/passwd", "a", "b", "b", "a", "in", "x/../../y");
    String commit = SmallTrees.commit(Map.of("file", bytes("x")), links, dir.resolve("r.git"));
    try (GitTree tree = open("r.git", commit, "")) {
      for (String path : List.of("out", "abs", "a")) {
        TreeReadException e = assertThrows(TreeReadException.class, () -> tree.read(path), path);
        assertEquals(TreeCode.UNSAFE_LINK, e.diagnostic().code());
      }
      assertEquals(Optional.empty(), tree.read("in"));
    }
  }

  @Test
  void pointersAndSubmodulesAreNamed() throws Exception {
    String pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n";
    String commit =
        SmallTrees.commit(Map.of("file", bytes(pointer)), Map.of(), dir.resolve("r.git"));
    try (GitTree tree = open("r.git", commit, "")) {
      TreeReadException e = assertThrows(TreeReadException.class, () -> tree.read("file"));
      assertEquals(TreeCode.LFS_POINTER, e.diagnostic().code());
    }
  }

  @Test
  void wrongPinsGetTheRightOne() throws Exception {
    String commit = repository();
    Diagnostic branch = problem("r.git", "main");
    assertEquals(TreeCode.NOT_A_COMMIT_ID, branch.code());
    assertEquals(commit, branch.edits().getFirst().replacement());
    Diagnostic shortId = problem("r.git", commit.substring(0, 10));
    assertEquals(TreeCode.SHORT_COMMIT, shortId.code());
    assertEquals(commit, shortId.edits().getFirst().replacement());
    assertEquals(TreeCode.SHORT_COMMIT, problem("r.git", "0000000").code());
    assertEquals(TreeCode.NOT_A_COMMIT_ID, problem("r.git", "v1.0").code());
    Diagnostic missing = problem("r.git", "1".repeat(40));
    assertEquals(TreeCode.COMMIT_NOT_FOUND, missing.code());
    assertTrue(missing.hint().orElseThrow().contains("history was rewritten"));
    assertEquals(TreeCode.COMMIT_NOT_FOUND, problem("r.git", "1".repeat(64)).code());
    try (GitTree tree = open("r.git", commit, "")) {
      String blob = tree.entries("").getFirst().id();
      assertEquals(TreeCode.NOT_A_COMMIT, problem("r.git", blob).code());
    }
    assertEquals(TreeCode.REPOSITORY_NOT_FOUND, problem("nowhere", commit).code());
    Files.createDirectories(dir.resolve("plain"));
    assertEquals(TreeCode.REPOSITORY_NOT_FOUND, problem("plain", commit).code());
    UserErrorException subdir =
        assertThrows(UserErrorException.class, () -> open("r.git", commit, "none").close());
    assertEquals(TreeCode.SUBDIR_NOT_FOUND, subdir.diagnostics().getFirst().code());
  }

  @Test
  void objectsAreCheckedAgainstTheirIds() throws Exception {
    String commit =
        SmallTrees.commit(
            Map.of("file", bytes("x"), "other", bytes("y")), Map.of(), dir.resolve("r.git"));
    String id;
    String other;
    try (GitTree tree = open("r.git", commit, "")) {
      id = tree.entries("").getFirst().id();
      other = tree.entries("").getLast().id();
    }
    Path loose = dir.resolve("r.git/objects/" + id.substring(0, 2) + "/" + id.substring(2));
    Path truth = dir.resolve("r.git/objects/" + other.substring(0, 2) + "/" + other.substring(2));
    Files.delete(loose);
    Files.copy(truth, loose);
    try (GitTree tree = open("r.git", commit, "")) {
      TreeReadException e = assertThrows(TreeReadException.class, () -> tree.read("file"));
      assertEquals(TreeCode.CORRUPT_REPOSITORY, e.diagnostic().code());
    }
    Files.delete(loose);
    try (GitTree tree = open("r.git", commit, "")) {
      TreeReadException e = assertThrows(TreeReadException.class, () -> tree.read("file"));
      assertEquals(TreeCode.CORRUPT_REPOSITORY, e.diagnostic().code());
    }
  }

  @Test
  void everyKindOfRepository() throws Exception {
    Tool.require("git");
    String commit = repository();
    git("clone", "-q", "r.git", "clone");
    git("clone", "-q", "--shared", "r.git", "shared");
    git(
        "-C",
        "clone",
        "worktree",
        "add",
        "-q",
        "--detach",
        dir.resolve("linked").toString(),
        commit);
    git("-C", "r.git", "bundle", "create", "-q", dir.resolve("b.bundle").toString(), "main");
    for (String name : List.of("clone", "shared", "linked", "b.bundle", "b.bundle")) {
      try (GitTree tree = open(name, commit, "sub")) {
        assertEquals("here\n", text(tree, "file"), name);
      }
    }
    String url = dir.resolve("r.git").toUri().toString();
    try (GitTree tree = trees().open(request(url, commit, ""), location(url, commit))) {
      assertEquals("top\n", text(tree, "top"));
    }
    Diagnostic inside = problem("clone/sub", commit);
    assertTrue(inside.hint().orElseThrow().contains("subdir sub"), inside.toString());
    assertEquals(TreeCode.COMMIT_NOT_FOUND, problem("b.bundle", "1".repeat(40)).code());
  }

  @Test
  void sha256RepositoriesAreReadThroughGit() throws Exception {
    Tool.require("git");
    git("init", "-q", "--object-format=sha256", "-b", "main", "s");
    Files.writeString(dir.resolve("s/file"), "content\n");
    git("-C", "s", "add", "file");
    git("-C", "s", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x");
    String commit = git("-C", "s", "rev-parse", "HEAD").strip();
    assertEquals(64, commit.length());
    try (GitTree tree = open("s", commit, "")) {
      assertEquals("content\n", text(tree, "file"));
    }
    assertEquals(TreeCode.SHORT_COMMIT, problem("s", commit.substring(0, 12)).code());
    assertEquals(TreeCode.NOT_A_COMMIT_ID, problem("s", "main").code());
    assertEquals(TreeCode.COMMIT_NOT_FOUND, problem("s", "1".repeat(64)).code());
  }

  @Test
  void onePinnedCommitIsFetchedByHttp() throws Exception {
    Tool.require("git");
    String first = repository();
    SmallTrees.commit(Map.of("later", bytes("x")), Map.of(), dir.resolve("r.git"));
    git("-C", "r.git", "update-server-info");
    try (var server = new GitHttpServer(dir)) {
      String url = server.url() + "/r.git";
      try (GitTree tree = trees().open(request(url, first, "sub"), location(url, first))) {
        assertEquals("here\n", text(tree, "file"));
      }
      Diagnostic branch = remoteProblem(url, "main");
      assertEquals(TreeCode.NOT_A_COMMIT_ID, branch.code());
      assertEquals(40, branch.edits().getFirst().replacement().length());
      assertEquals(TreeCode.COMMIT_NOT_FOUND, remoteProblem(url, "1".repeat(40)).code());
      assertEquals(
          TreeCode.REPOSITORY_NOT_FOUND, remoteProblem(server.url() + "/no.git", first).code());
    }
    String gone = "http://user:secret@127.0.0.1:1/r.git";
    Diagnostic down = remoteProblem(gone, first);
    assertEquals(TreeCode.FETCH_FAILED, down.code());
    assertTrue(!down.toString().contains("secret"), down.toString());
    assertEquals(TreeCode.REPOSITORY_NOT_FOUND, remoteProblem("svn://example.org/x", first).code());
  }

  private String repository() throws Exception {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("sub/file", bytes("here\n"));
    files.put("sub/dir/deep", bytes("deep\n"));
    files.put("top", bytes("top\n"));
    Map<String, String> links =
        Map.of("sub/to-file", "./dir/../file", "sub/to-dir", "dir", "sub/up", "../top");
    return SmallTrees.commit(files, links, dir.resolve("r.git"));
  }

  private GitTrees trees() {
    return new GitTrees(dir.resolve("cache"));
  }

  private GitTree open(String name, String commit, String subdir) throws Exception {
    String path = dir.resolve(name).toString();
    return trees().open(request(path, commit, subdir), location(path, commit));
  }

  private Diagnostic problem(String name, String commit) {
    return remoteProblem(dir.resolve(name).toString(), commit);
  }

  private Diagnostic remoteProblem(String url, String commit) {
    UserErrorException e =
        assertThrows(
            UserErrorException.class,
            () -> trees().open(request(url, commit, ""), location(url, commit)).close());
    assertEquals(1, e.diagnostics().size());
    assertTrue(e.diagnostics().getFirst().span().isPresent());
    return e.diagnostics().getFirst();
  }

  private static Git location(String url, String commit) {
    return new Git(url, commit, Optional.of(SourceFile.of("m.env.yaml", commit).span()));
  }

  private static TreeRequest request(String url, String commit, String subdir) {
    Git location = location(url, commit);
    return new TreeRequest("t", location, subdir, location.commitSpan());
  }

  private static String text(GitTree tree, String path) throws Exception {
    return new String(tree.read(path).orElseThrow(), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String git(String... arguments) throws Exception {
    var words = new ArrayList<>(List.of("git"));
    words.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(words).directory(dir.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
