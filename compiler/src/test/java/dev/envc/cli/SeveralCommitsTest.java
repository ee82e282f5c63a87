package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.tree.testing.SmallTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One manifest whose lines are at different commits of one repository: line 3 stays where it is,
/// line 4 moves on.
final class SeveralCommitsTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @SuppressWarnings("NullAway.Init")
  private QuickstartCommands quickstart;

  @SuppressWarnings("NullAway.Init")
  private String old;

  @SuppressWarnings("NullAway.Init")
  private String fresh;

  @BeforeEach
  void lines() throws IOException {
    quickstart = new QuickstartCommands(directory);
    old = commit("tsh-1.1");
    fresh = commit("tsh-1.0");
    pin(fresh);
  }

  @Test
  void eachLineIsResolvedInItsOwnCommit() throws IOException {
    run("lock");
    String lock = Files.readString(lock());
    assertEquals(1, count(lock, "  revision: " + old), lock);
    assertEquals(1, count(lock, "  revision: " + fresh), lock);
    assertEquals(1, count(lock, "  trees: demo@" + old), lock);
    assertEquals(1, count(lock, "  trees: demo@" + fresh), lock);
    assertEquals(1, count(lock, "  - package: app-shells/tsh-1.0"), lock);
    assertEquals(1, count(lock, "  - package: app-shells/tsh-1.1"), lock);
    assertEquals("", run("lock").err().replaceAll("(?m)^(opening|resolving).*\n", ""));
  }

  @Test
  void aLineThatStaysIsMadeOfTheSameBytesWhenAnotherMovesOn() throws IOException {
    run("compile", "-b", "nspawn", "-o", out("before"), "--select", "line=3");
    String bills = Files.readString(made("before", ".cdx.json"));
    assertTrue(bills.contains("tree_commit=" + old), bills);
    String provenance = Files.readString(made("before", ".provenance.json"));
    assertTrue(provenance.contains(old) && !provenance.contains(fresh), provenance);

    pin(commit("tsh-0.9"));
    QuickstartCommands.Result stale = attempt("lock");
    assertEquals(4, stale.exit(), stale.err());
    assertTrue(stale.err().contains("the tree `demo` was at " + fresh), stale.err());
    run("lock", "--update");
    run("compile", "-b", "nspawn", "-o", out("after"), "--select", "line=3");
    assertArrayEquals(
        Files.readAllBytes(made("before", ".tar.xz")),
        Files.readAllBytes(made("after", ".tar.xz")));
  }

  @Test
  void aQuestionIsAnsweredForEachLine() throws IOException {
    QuickstartCommands.Result result =
        quickstart.run(
            "tree",
            "show",
            quickstart.manifest().toString(),
            "app-shells/tsh",
            "--arch",
            "amd64",
            "--variant",
            "3",
            "--variant",
            "4");
    assertEquals(0, result.exit(), result.err());
    int four = result.out().indexOf("# amd64, 4");
    assertTrue(four > 0, result.out());
    assertFalse(result.out().substring(0, four).contains("tsh-1.1"), result.out());
    assertTrue(result.out().substring(four).contains("tsh-1.1"), result.out());
  }

  /// A commit of the example's tree without one of the ebuilds.
  private String commit(String without) throws IOException {
    Path tree = Path.of(System.getProperty("envc.root", ".."), "examples/quickstart/tree");
    var files = new TreeMap<String, byte[]>();
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path p : all.filter(Files::isRegularFile).toList()) {
        if (!p.toString().contains(without)) {
          files.put(tree.relativize(p).toString(), Files.readAllBytes(p));
        }
      }
    }
    return SmallTrees.commit(files, Map.of(), directory.resolve("q/demo.git"));
  }

  /// Line 4 at a commit.
  private void pin(String commit) throws IOException {
    var original = new QuickstartCommands(Files.createTempDirectory(directory, "copy"));
    String text = Files.readString(original.manifest());
    Files.writeString(
        quickstart.manifest(),
        text.replace("[amd64, arm64]", "amd64")
                .replaceFirst("demo: \\{.*", "demo: { git: demo.git, commit: " + old + " }")
            + "keywords: [~amd64]\n"
            + "params: { line: { type: int } }\n"
            + "matrix: { line: [3, 4] }\n"
            + "when:\n"
            + "  - { if: line == 4, trees: { demo: { commit: "
            + commit
            + " } } }\n");
  }

  private Path lock() {
    return directory.resolve("q/quickstart.env.lock");
  }

  private String out(String name) {
    return directory.resolve(name).toString();
  }

  private Path made(String name, String ending) throws IOException {
    try (Stream<Path> all = Files.list(directory.resolve(name))) {
      return all.filter(p -> p.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }

  private static long count(String text, String line) {
    return text.lines().filter(line::equals).count();
  }

  private QuickstartCommands.Result run(String... arguments) {
    QuickstartCommands.Result result = attempt(arguments);
    assertEquals(0, result.exit(), result.err());
    return result;
  }

  private QuickstartCommands.Result attempt(String... arguments) {
    String manifest = quickstart.manifest().toString();
    return quickstart.run(
        Stream.concat(Stream.of(arguments), Stream.of(manifest)).toArray(String[]::new));
  }
}
