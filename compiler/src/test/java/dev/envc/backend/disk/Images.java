package dev.envc.backend.disk;

import dev.envc.Tool;
import dev.envc.backend.disk.image.ImagePass;
import dev.envc.backend.disk.image.RawFile;
import dev.envc.backend.disk.image.SparseImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Images as files, and the tools that judge them.
public final class Images {
  private Images() {}

  public static Path write(SparseImage image, Path file) throws IOException {
    try (var raw = new RawFile(file)) {
      ImagePass.run(image, List.of(raw));
    }
    return file;
  }

  /// Makes an image as large as a medium of 1 GiB.
  public static void enlarge(Path image) throws IOException {
    try (var file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(1L << 30);
    }
  }

  /// What a program printed, both streams.
  public record Run(int exit, String output) {}

  public static Run run(String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Tool.require(program).toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("envc-tool", ".txt");
    try {
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().put("TZ", "UTC");
      int exit =
          builder
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile())
              .start()
              .waitFor();
      return new Run(exit, Files.readString(output, StandardCharsets.ISO_8859_1));
    } finally {
      Files.delete(output);
    }
  }
}
