package dev.envc.rootfs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.Tool;
import dev.envc.backend.Program;
import dev.envc.rootfs.FileTree.Entry;
import dev.envc.rootfs.FileTree.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Units that are enabled and disabled, beside `systemctl --root`. A case is what is done (`>`),
/// files (`=`, with the lines that follow) and links (`@`).
final class SystemdUnitsToolTest {
  private static final String CONFIGURATION = "etc/systemd/system";

  private final List<String> commands = new ArrayList<>();
  private final TreeMap<String, String> files = new TreeMap<>();
  private final TreeMap<String, String> links = new TreeMap<>();

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  static Stream<Path> cases() throws IOException {
    try (var cases = Files.list(Path.of("src/test/resources/systemd-units"))) {
      return cases.sorted().toList().stream();
    }
  }

  private void read(Path file) throws IOException {
    String path = "";
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("> ")) {
        commands.add(line.substring(2));
      } else if (line.startsWith("= ")) {
        path = line.substring(2);
        files.put(path, "");
      } else if (line.startsWith("@ ")) {
        List<String> words = List.of(line.split(" ", -1));
        links.put(words.get(1), words.get(2));
      } else {
        files.merge(path, line + "\n", String::concat);
      }
    }
  }

  private List<String> ours() throws IOException {
    var root = new WorkRoot();
    files.forEach((path, text) -> put(root, path, new Node.Regular(BytesContent.of(text))));
    links.forEach((path, target) -> put(root, path, new Node.Symlink(target)));
    var units = new SystemdUnits(root, new GeneratedFiles(root, 1));
    for (String command : commands) {
      List<String> words = List.of(command.split(" ", -1));
      Optional<SystemdUnits.Unit> unit = units.find(SystemdUnits.full(words.get(1)));
      if (unit.isPresent() && words.getFirst().equals("enable")) {
        units.enable(unit.get());
      } else if (unit.isPresent()) {
        units.disable(unit.get());
      }
    }
    return root.below(CONFIGURATION).stream()
        .map(path -> root.get(path).orElseThrow())
        .flatMap(
            e ->
                e.node() instanceof Node.Symlink(var target)
                    ? Stream.of(e.path() + " -> " + target)
                    : Stream.empty())
        .sorted()
        .toList();
  }

  private static void put(WorkRoot root, String path, Node node) {
    root.makeDirectories(WorkRoot.parent(path), "a/b-1");
    root.put(new Entry(path, node, 0644, 0, 0, 1, 0, Collections.emptySortedMap(), "a/b-1"));
  }

  private List<String> real() throws Exception {
    Tool.require("systemctl");
    for (var file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    for (var link : links.entrySet()) {
      Path path = directory.resolve(link.getKey());
      Files.createDirectories(path.getParent());
      Files.createSymbolicLink(path, Path.of(link.getValue()));
    }
    Files.createDirectories(directory.resolve(CONFIGURATION));
    for (String command : commands) {
      List<String> words = List.of(command.split(" ", -1));
      // It fails where there is nothing to do.
      Program.attempt(null, "systemctl", "--root=" + directory, words.get(0), words.get(1));
    }
    var made = new ArrayList<String>();
    try (var paths = Files.walk(directory.resolve(CONFIGURATION))) {
      for (Path path : paths.filter(Files::isSymbolicLink).toList()) {
        made.add(directory.relativize(path) + " -> " + Files.readSymbolicLink(path));
      }
    }
    return made.stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void linksAreThoseOfSystemctl(Path file) throws Exception {
    read(file);
    assertEquals(String.join("\n", real()), String.join("\n", ours()));
  }
}
