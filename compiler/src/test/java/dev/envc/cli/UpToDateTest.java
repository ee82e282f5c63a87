package dev.envc.cli;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.cli.QuickstartCommands.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A build that would make what is there is not made; everything that it follows from counts.
final class UpToDateTest {
  @TempDir Path temp;

  private QuickstartCommands quickstart;
  private Path index;
  private String first = "";

  @BeforeEach
  void compileOnce() throws Exception {
    quickstart = new QuickstartCommands(temp);
    index = temp.resolve("out/quickstart.oci/index.json");
    first = compile().err();
  }

  private Result compile(String... more) {
    return quickstart.compile("oci", "out", more);
  }

  /// Which file it is: a new one has another key.
  private Object made() throws IOException {
    return Files.readAttributes(index, BasicFileAttributes.class).fileKey();
  }

  @Test
  void nothingIsMadeTwiceAndAllIsSaidAgain() throws Exception {
    Object before = made();
    Path one = temp.resolve("one.json");
    Path two = temp.resolve("two.json");
    Result again = compile("--report", one.toString(), "--format", "json");
    assertEquals(before, made());
    Files.delete(index);
    Result anew = compile("--report", two.toString(), "--format", "json");
    assertNotEquals(before, made());
    assertEquals(first, compile().err());
    assertEquals(Files.readString(two), Files.readString(one));
    assertEquals(anew.out(), again.out());
  }

  @Test
  void whatIsTouchedIsMadeAnew() throws Exception {
    Object before = made();
    Files.setLastModifiedTime(index, FileTime.fromMillis(1));
    compile();
    assertNotEquals(before, made());
    before = made();
    Files.writeString(temp.resolve("out/quickstart-amd64.spdx.json"), "{}");
    compile();
    assertNotEquals(before, made());
  }

  @Test
  void otherRequestsAreMade() throws Exception {
    for (String[] more :
        new String[][] {
          {"--tag", "2"},
          {"--annotation", "a=b"},
          {"--builder-id", "https://ci.example.com"},
          {"--sbom-files"},
          {"--arch", "amd64"}
        }) {
      compile();
      Object before = made();
      compile(more);
      assertNotEquals(before, made(), String.join(" ", more));
    }
  }

  @Test
  void anotherManifestOrBackendIsMade() throws Exception {
    Object before = made();
    String text = Files.readString(quickstart.manifest());
    Files.writeString(quickstart.manifest(), text.replace("/bin/sh", "/bin/tsh"));
    assertEquals(0, quickstart.run("lock", quickstart.manifest().toString(), "--update").exit());
    compile();
    assertNotEquals(before, made());
  }

  @Test
  void aHundredEnvironmentsAreMadeOnceAndSayTheSameOnce() throws Exception {
    String text = Files.readString(quickstart.manifest());
    String rows = IntStream.rangeClosed(1, 100).mapToObj(Integer::toString).collect(joining(", "));
    Files.writeString(
        quickstart.manifest(),
        text
            + "params: { line: { type: int } }\nmatrix: { line: ["
            + rows
            + "] }\nhostname: \"line${{ line }}\"\n");
    assertEquals(0, quickstart.run("lock", quickstart.manifest().toString(), "--update").exit());
    Result first = compile("--arch", "amd64");
    index = temp.resolve("out/quickstart-100.oci/index.json");
    Object before = made();
    Result again = compile("--arch", "amd64");
    assertEquals(before, made());
    assertEquals(first.err(), again.err());
    assertEquals(1, again.err().lines().filter(l -> l.startsWith("warning")).count(), again.err());
    assertTrue(again.err().contains("quickstart-1 for amd64 and 99 more environments have"));
    Files.writeString(temp.resolve("out/quickstart-57.oci/oci-layout"), "{}");
    compile("--arch", "amd64");
    assertNotEquals(before, made());
  }
}
