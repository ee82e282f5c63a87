package dev.envc.driver;

import dev.envc.backend.archive.PartialFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/// The compiled roots of one manifest in the cache, each under the key of what it follows from. A
/// file in each is locked (shared, fcntl(2)) by who makes or uses it.
final class Roots {
  private static final String IN_USE = "in-use";

  private final Path directory;

  Roots(Path directory) {
    this.directory = directory;
  }

  Path place(String key) {
    return directory.resolve(key.substring(key.indexOf(':') + 1));
  }

  /// Keeps a place from being removed until the channel is closed.
  static FileChannel hold(Path place) throws IOException {
    Files.createDirectories(place);
    FileChannel channel =
        FileChannel.open(
            place.resolve(IN_USE),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      channel.lock(0, Long.MAX_VALUE, true);
    } catch (IOException | OverlappingFileLockException e) {
      channel.close();
      throw e;
    }
    return channel;
  }

  /// Removes the other roots that are not in use.
  void prune(Path kept) throws IOException {
    List<Path> all;
    try (Stream<Path> list = Files.list(directory)) {
      all = list.filter(p -> !p.equals(kept)).toList();
    }
    for (Path place : all) {
      if (!isInUse(place)) {
        PartialFile.deleteTree(place);
      }
    }
  }

  private static boolean isInUse(Path place) throws IOException {
    Path file = place.resolve(IN_USE);
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    }
  }
}
