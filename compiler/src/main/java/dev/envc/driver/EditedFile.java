package dev.envc.driver;

import dev.envc.source.FileAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Files with another text in the place of one of them.
public record EditedFile(FileAccess files, Path edited, String text) implements FileAccess {
  @Override
  public byte[] read(Path file, int limit) throws IOException {
    if (!isEdited(file)) {
      return files.read(file, limit);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > limit) {
      throw new TooLargeException(file);
    }
    return bytes;
  }

  @Override
  public Path real(Path file) throws IOException {
    return files.real(file);
  }

  @Override
  public boolean exists(Path file) {
    return isEdited(file) || files.exists(file);
  }

  private boolean isEdited(Path file) {
    return file.toAbsolutePath().normalize().equals(edited.toAbsolutePath().normalize());
  }
}
