package dev.envc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// Golden files: a folder of inputs, a folder (or file) of expected outputs. A missing output is
/// written and fails, so that adding a test is adding an input and reading what came out.
public final class Golden {
  /// Where test resources are in the source tree.
  public static final Path RESOURCES = Path.of("src/test/resources");

  private Golden() {}

  /// The folders directly below a folder of inputs, sorted.
  public static List<Path> cases(String folder) {
    return folders(RESOURCES.resolve(folder));
  }

  /// The folders directly below a folder, sorted.
  public static List<Path> folders(Path folder) {
    try (var list = Files.list(folder)) {
      return list.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The files directly in a folder, by name.
  public static SortedMap<String, byte[]> contents(Path folder) throws IOException {
    var contents = new TreeMap<String, byte[]>();
    try (var list = Files.list(folder)) {
      for (Path file : list.filter(Files::isRegularFile).toList()) {
        contents.put(file.getFileName() + "", Files.readAllBytes(file));
      }
    }
    return contents;
  }

  /// Compares with the golden file.
  public static void check(Path expected, String actual) {
    try {
      if (Files.notExists(expected)) {
        Files.createDirectories(expected.getParent());
        Files.writeString(expected, actual);
        fail("written, read it and run again: " + expected);
      }
      assertEquals(Files.readString(expected), actual, expected.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
