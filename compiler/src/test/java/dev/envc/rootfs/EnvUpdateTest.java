package dev.envc.rootfs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.backend.Program;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What env-update makes: each case has a root in `in`, and in `portage` what Portage made there.
final class EnvUpdateTest {
  private static final Path CASES = Path.of("src/test/resources/env-update");

  private final TreeMap<String, String> unread = new TreeMap<>();

  static Stream<Path> cases() throws IOException {
    try (var cases = Files.list(CASES)) {
      return cases.sorted().toList().stream();
    }
  }

  private static Map<String, String> files(Path directory) throws IOException {
    var files = new TreeMap<String, String>();
    try (var paths = Files.walk(directory)) {
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        files.put(directory.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }

  private Map<String, String> made(Path root) throws IOException {
    var work = new WorkRoot();
    files(root)
        .forEach(
            (path, text) -> {
              work.makeDirectories(WorkRoot.parent(path), "a/b-1");
              Node node = new Node.Regular(BytesContent.of(text));
              work.put(
                  new Entry(path, node, 0644, 0, 0, 1, 0, Collections.emptySortedMap(), "a/b-1"));
            });
    return new TreeMap<>(new EnvUpdate(work, unread::put).files());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void filesAreThoseOfPortage(Path directory) throws IOException {
    Map<String, String> made = made(directory.resolve("in"));
    Map<String, String> expected = files(directory.resolve("portage"));
    // Portage's own file is left where it is right.
    expected.values().removeAll(files(directory.resolve("in")).values());
    assertEquals(expected, made);
  }

  @Test
  void whyAFileIsNotReadIsSaid() throws IOException {
    made(CASES.resolve("unread/in"));
    assertEquals(
        List.of(
            "20empty: Line 4: `=` stands where a variable's name should;",
            "21last: Line 2: `C` has no value.",
            "30equal: Line 1: `=` stands where a variable's name should;",
            "31character: Line 1: `x` has no `=` behind it.",
            "32letter: Line 1: `é` has no `=` behind it.",
            "40name: Line 1: `1B` stands where a variable's name should;",
            "41name: Line 1: `B.C` stands where a variable's name should;",
            "50words: Line 3: `source` has no `=` behind it."),
        unread.entrySet().stream()
            .map(e -> WorkRoot.name(e.getKey()) + ": " + e.getValue())
            .map(text -> text.replaceFirst("; .*", ";"))
            .toList());
  }

  /// Asks Portage again, from a checkout that `-Denvc.portage=` names.
  @Test
  @Tag("portage")
  void portageStillMakesTheSame(@TempDir Path work) throws Exception {
    String portage = Objects.requireNonNull(System.getProperty("envc.portage"), "-Denvc.portage=");
    Program.run("cp", "-r", CASES.toString(), work.toString());
    Path copy = work.resolve("env-update");
    Program.run(
        "python3", "src/test/resources/env-update-with-portage.py", portage, copy.toString());
    assertEquals(files(CASES), files(copy));
  }
}
