package dev.envc.driver;

import dev.envc.source.FileAccess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The file system of this machine with one file more, or another text in one.
record Overlay(Path file, String text) implements FileAccess {
  @Override
  public byte[] read(Path path, int limit) throws IOException {
    return path.equals(file) ? text.getBytes(StandardCharsets.UTF_8) : LOCAL.read(path, limit);
  }

  @Override
  public Path real(Path path) throws IOException {
    return path.equals(file) ? path.toAbsolutePath().normalize() : LOCAL.real(path);
  }

  @Override
  public boolean exists(Path path) {
    return path.equals(file) || LOCAL.exists(path);
  }
}
