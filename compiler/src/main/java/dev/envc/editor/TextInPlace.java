package dev.envc.editor;

import dev.envc.source.FileAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Files with another text in the place of one of them.
record TextInPlace(FileAccess files, Path path, String text) implements FileAccess {
  @Override
  public byte[] read(Path file, int limit) throws IOException {
    if (!file.equals(path)) {
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
    return file.equals(path) || files.exists(file);
  }
}
