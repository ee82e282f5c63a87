package dev.envc.backend.archive;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicLong;

/// A file or directory that is being made beside its final place: [#commit] puts it there, closing
/// it without that takes it away. Its name is unique to this process and call; what a killed
/// process of the same number left there is taken away.
public final class PartialFile implements AutoCloseable {
  private static final AtomicLong COUNT = new AtomicLong();

  private final Path target;
  private final Path partial;

  private PartialFile(Path target, Path partial) {
    this.target = target;
    this.partial = partial;
  }

  /// A file, readable by those that the umask lets read.
  public static PartialFile file(Path target) throws IOException {
    Path partial = fresh(target);
    Files.deleteIfExists(partial);
    Files.createFile(partial);
    return new PartialFile(target, partial);
  }

  public static PartialFile directory(Path target) throws IOException {
    Path partial = fresh(target);
    deleteTree(partial);
    Files.createDirectory(partial);
    return new PartialFile(target, partial);
  }

  public Path path() {
    return partial;
  }

  /// Puts the finished thing in its place; what was there is replaced.
  public void commit() throws IOException {
    commitTo(target);
  }

  /// Puts it under another name in the same file system, one that came out of its content.
  public void commitTo(Path place) throws IOException {
    if (!Files.isDirectory(partial)) {
      Files.move(
          partial, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return;
    }
    Path old = fresh(place);
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      Files.move(place, old);
    }
    Files.move(partial, place);
    deleteTree(old);
  }

  @Override
  public void close() throws IOException {
    deleteTree(partial);
  }

  private static Path fresh(Path target) throws IOException {
    Path directory = target.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IOException("no directory to write to: " + target);
    }
    Files.createDirectories(directory);
    long process = ProcessHandle.current().pid();
    long count = COUNT.incrementAndGet();
    return directory.resolve("." + target.getFileName() + "." + process + "-" + count + ".part");
  }

  /// Deletes a file or a directory with all it holds, links as links; does nothing when there is
  /// none. Directories without write permission are opened first.
  public static void deleteTree(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            if (!Files.isWritable(directory) || !Files.isExecutable(directory)) {
              Files.setPosixFilePermissions(
                  directory, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path directory, @org.jspecify.annotations.Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
