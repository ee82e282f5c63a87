package dev.envc.store.local;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A process's own directory below `tmp/`, where everything is made before it is renamed into
/// place. Beside it lies a lock file that the operating system frees when the process ends, however
/// it ends: what lies in the directory of a freed lock is left over, and the next process clears it
/// away. Unfinished downloads are kept for the next one to continue.
final class Session implements Closeable {
  static final String PART = ".part";
  private static final String LOCK = ".lock";

  /// Sessions of this JVM. POSIX locks are lost when any descriptor of the file is closed in the
  /// same process, so that a session must never be probed from its own JVM.
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final Path lockFile;
  private final FileChannel lock;

  private Session(Path directory, Path lockFile, FileChannel lock) {
    this.directory = directory;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /// @param tmp where sessions are
  /// @param downloads where unfinished downloads of dead sessions go
  static Session open(Path tmp, Path downloads) throws IOException {
    Files.createDirectories(tmp);
    Files.createDirectories(downloads);
    clear(tmp, downloads);
    while (true) {
      Path directory = Files.createTempDirectory(tmp.toRealPath(), "s");
      Path lockFile = directory.resolveSibling(directory.getFileName() + LOCK);
      OWN.add(lockFile);
      FileChannel lock =
          FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (lock.tryLock() != null && Files.exists(lockFile)) {
        return new Session(directory, lockFile, lock);
      }
      // Another process took the lock file for one that was left over.
      lock.close();
      OWN.remove(lockFile);
    }
  }

  Path directory() {
    return directory;
  }

  /// A new directory of this process.
  Path newDirectory() throws IOException {
    return Files.createTempDirectory(directory, "p");
  }

  /// Whether other sessions are open. Those of ended processes are cleared away.
  boolean hasCompany(Path downloads) throws IOException {
    clear(lockFile.resolveSibling("."), downloads);
    try (Stream<Path> files = Files.list(lockFile.resolveSibling("."))) {
      return files
          .map(Path::normalize)
          .anyMatch(f -> f.toString().endsWith(LOCK) && !f.equals(lockFile));
    }
  }

  private static void clear(Path tmp, Path downloads) throws IOException {
    List<Path> locks;
    try (Stream<Path> files = Files.list(tmp.toRealPath())) {
      locks = files.filter(f -> f.toString().endsWith(LOCK)).filter(f -> !OWN.contains(f)).toList();
    }
    for (Path file : locks) {
      clearOne(file, downloads);
    }
  }

  private static void clearOne(Path lockFile, Path downloads) throws IOException {
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        FileLock held = tryLock(channel)) {
      if (held != null) {
        String name = lockFile.getFileName().toString();
        remove(
            lockFile.resolveSibling(name.substring(0, name.length() - LOCK.length())), downloads);
        Files.deleteIfExists(lockFile);
      }
    } catch (NoSuchFileException e) {
      // Its process ended by itself in the meantime.
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static void remove(Path directory, Path downloads) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path part : files.filter(f -> f.toString().endsWith(PART)).toList()) {
        Files.move(
            part, downloads.resolve(part.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    delete(directory);
  }

  /// Deletes a directory with what is in it.
  static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e)
              throws IOException {
            Files.deleteIfExists(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Clears the directory away; unfinished downloads go to `downloads`.
  void close(Path downloads) throws IOException {
    try {
      remove(directory, downloads);
      Files.deleteIfExists(lockFile);
    } finally {
      close();
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
    OWN.remove(lockFile);
  }
}
