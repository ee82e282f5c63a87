package dev.envc.tree.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.diagnostic.TreeCode;
import dev.envc.tree.TreeReadException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DirectoryTreeTest {
  @TempDir Path dir;

  private Path root;

  @BeforeEach
  void files() throws IOException {
    root = Files.createDirectory(dir.resolve("tree"));
    Files.createDirectories(root.resolve("a/b"));
    Files.writeString(root.resolve("a/b/file"), "one\n");
    Files.writeString(root.resolve("a.txt"), "two\n");
    Files.writeString(root.resolve("a-b"), "three\n");
    Files.createSymbolicLink(root.resolve("link"), Path.of("a/b"));
  }

  @Test
  void readsFilesAndLinks() throws Exception {
    DirectoryTree tree = open();
    assertEquals(List.of("a/", "a-b", "a.txt", "link/"), tree.list(""));
    assertEquals(List.of("file"), tree.list("link"));
    assertEquals(
        "one\n",
        new String(tree.read("link/file").orElseThrow(), java.nio.charset.StandardCharsets.UTF_8));
    assertEquals(Optional.empty(), tree.read("a"));
    assertEquals(Optional.empty(), tree.read("a.txt/x"));
    assertEquals(Optional.empty(), tree.read("none"));
    assertEquals(List.of(), tree.list("none"));
  }

  @Test
  void theDigestIsOfTheContentAlone() throws Exception {
    String first = open().revision();
    Files.createDirectories(root.resolve(".git/objects"));
    Files.writeString(root.resolve(".git/HEAD"), "x");
    Files.createDirectory(root.resolve("empty"));
    Files.setLastModifiedTime(root.resolve("a.txt"), FileTime.fromMillis(0));
    assertEquals(first, open().revision());
    assertEquals("sha256:".length() + 64, first.length());

    Set<String> seen = new HashSet<>(Set.of(first));
    Files.setPosixFilePermissions(
        root.resolve("a.txt"), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertTrue(seen.add(open().revision()));
    Files.writeString(root.resolve("a.txt"), "TWO\n");
    assertTrue(seen.add(open().revision()));
    Files.move(root.resolve("a-b"), root.resolve("a-c"));
    assertTrue(seen.add(open().revision()));
    Files.delete(root.resolve("link"));
    Files.createSymbolicLink(root.resolve("link"), Path.of("a"));
    assertTrue(seen.add(open().revision()));
  }

  @Test
  void aFileWrittenTwiceWithinATickIsNoticed() throws Exception {
    Path file = root.resolve("a.txt");
    String before = open().revision();
    for (int i = 0; i < 5; i++) {
      Files.writeString(file, "tw" + i + "\n");
      String now = open().revision();
      assertNotEquals(before, now);
      before = now;
    }
  }

  @Test
  void linksOutOfTheTreeAreNotFollowed() throws Exception {
    Files.writeString(dir.resolve("secret"), "x");
    Files.createSymbolicLink(root.resolve("out"), Path.of("../secret"));
    Files.createSymbolicLink(root.resolve("abs"), dir.resolve("secret"));
    Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
    DirectoryTree tree = open();
    for (String path : List.of("out", "abs", "loop", "../secret")) {
      TreeReadException e = assertThrows(TreeReadException.class, () -> tree.read(path), path);
      assertEquals(TreeCode.UNSAFE_LINK, e.diagnostic().code());
    }
  }

  @Test
  void aChangeAfterTheDigestIsNoticed() throws Exception {
    DirectoryTree tree = open();
    Files.writeString(root.resolve("a.txt"), "other\n");
    TreeReadException e = assertThrows(TreeReadException.class, () -> tree.read("a.txt"));
    assertEquals(TreeCode.DIRECTORY_CHANGED, e.diagnostic().code());
  }

  private DirectoryTree open() throws IOException {
    return DirectoryTree.open(root, dir.resolve("cache"));
  }
}
