package dev.envc;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Programs that tests drive. A test that needs a program that is absent is reported as skipped;
/// where `envc.tools=required` (as CI sets it) it fails.
public final class Tool {
  private Tool() {}

  /// The path of a program, from PATH and the sbin directories.
  public static Path require(String program) {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin:/usr/local/sbin";
    for (String directory : path.split(File.pathSeparator, -1)) {
      Path candidate = Path.of(directory.isEmpty() ? "." : directory, program);
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    return absent(String.format(Locale.ROOT, "the program %s is not installed", program));
  }

  /// A condition of the machine (a namespace, a kernel feature) that a test needs.
  public static void requireThat(boolean condition, String what) {
    if (!condition) {
      absent(what);
    }
  }

  private static Path absent(String message) {
    return "required".equals(System.getProperty("envc.tools")) ? fail(message) : abort(message);
  }
}
