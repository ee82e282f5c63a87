package dev.envc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every source file is as google-java-format writes it. Spotless checks the same when Maven itself
/// runs on a JDK 25; this test does where it runs on an older one.
final class FormatTest {
  @Test
  void sourcesAreFormatted() throws IOException {
    var wrong = new ArrayList<Path>();
    for (String root : List.of("src/main/java", "src/test/java")) {
      try (Stream<Path> files = Files.walk(Path.of(root))) {
        files
            .filter(p -> p.toString().endsWith(".java"))
            .sorted()
            .filter(FormatTest::differs)
            .forEach(wrong::add);
      }
    }
    assertEquals(List.of(), wrong, "format with: JAVA_HOME=<JDK 25> mvn spotless:apply");
  }

  private static boolean differs(Path file) {
    try {
      String text = Files.readString(file);
      return !new Formatter().formatSource(text).equals(text);
    } catch (IOException | FormatterException e) {
      throw new AssertionError(file + ": " + e.getMessage(), e);
    }
  }
}
