package dev.envc.cli;

import dev.envc.driver.Compiled.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/// The file of `--report`: `{"findings": [{environment, arch, kind, path, message}…]}`, a finding
/// on each line.
final class FindingsFile {
  private FindingsFile() {}

  static void write(Path file, List<Finding> findings) throws IOException {
    Path absolute = file.toAbsolutePath();
    Path temporary = absolute.resolveSibling(absolute.getFileName() + ".part");
    try {
      Files.writeString(temporary, text(findings));
      Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static String text(List<Finding> findings) {
    return findings.stream()
        .map(f -> Json.text(json(f)))
        .collect(Collectors.joining(",\n", "{\"findings\":[\n", "\n]}\n"));
  }

  static Object json(Finding f) {
    return Json.object(
        "environment",
        f.environment(),
        "arch",
        f.arch(),
        "kind",
        f.kind(),
        "path",
        f.path(),
        "message",
        f.message());
  }
}
