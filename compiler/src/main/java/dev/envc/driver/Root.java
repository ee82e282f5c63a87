package dev.envc.driver;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// A compiled root as a directory in the cache, which nobody may change. It is not removed before
/// this is closed.
public final class Root implements Closeable {
  private final String environment;
  private final Path path;
  private final FileChannel hold;

  Root(String environment, Path path, FileChannel hold) {
    this.environment = environment;
    this.path = path;
    this.hold = hold;
  }

  /// The name of the environment.
  public String environment() {
    return environment;
  }

  /// Where it is.
  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    hold.close();
  }
}
