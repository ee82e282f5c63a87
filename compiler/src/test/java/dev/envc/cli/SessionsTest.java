package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.EnvcProcess;
import dev.envc.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Commands and all that they print, word for word. To add a case, add a folder with the file
/// `commands` to one of the folders below `sessions`; the trees beside it are there as `../tree`.
final class SessionsTest {
  private static final Pattern SHOWN = Pattern.compile("(?ms)^```text\n(\\$ .*?)^```$");

  @TempDir static Path shared = Path.of("");

  @TestFactory
  Stream<DynamicTest> suggestions() throws IOException {
    return sessions("suggestions");
  }

  @TestFactory
  Stream<DynamicTest> codes() throws IOException {
    return sessions("codes");
  }

  @TestFactory
  Stream<DynamicTest> offline() throws IOException {
    return sessions("offline");
  }

  @TestFactory
  Stream<DynamicTest> answers() throws IOException {
    return sessions("answers");
  }

  /// What a page of spec/ shows of a session is what a session here says.
  @Test
  void thePagesShowWhatIsSaid() throws IOException {
    var said = new StringBuilder();
    try (Stream<Path> files = Files.walk(Golden.RESOURCES.resolve("sessions"))) {
      for (Path file : files.filter(f -> f.endsWith("said.txt")).sorted().toList()) {
        said.append(Files.readString(file));
      }
    }
    int shown = 0;
    try (Stream<Path> pages = Files.list(Path.of("../spec"))) {
      for (Path page : pages.filter(p -> p.toString().endsWith(".md")).sorted().toList()) {
        for (MatchResult fence : SHOWN.matcher(Files.readString(page)).results().toList()) {
          shown++;
          assertTrue(said.indexOf(fence.group(1)) >= 0, page + ": " + fence.group(1));
        }
      }
    }
    assertTrue(shown >= 3, "" + shown);
  }

  private static Stream<DynamicTest> sessions(String kind) throws IOException {
    Path place = shared.resolve(kind);
    EnvcProcess.copyTree(Golden.RESOURCES.resolve("sessions/tree"), place.resolve("tree"));
    return Golden.cases("sessions/" + kind).stream()
        .map(p -> DynamicTest.dynamicTest(p.getFileName().toString(), () -> session(place, p)));
  }

  private static void session(Path place, Path folder) throws IOException {
    String said =
        Session.run(folder, place.resolve(folder.getFileName().toString()), place.resolve("cache"));
    Golden.check(folder.resolve("said.txt"), said);
  }
}
