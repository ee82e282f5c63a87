package dev.envc.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Reads local files for the language. An editor puts its unsaved texts before [#LOCAL].
public interface FileAccess {
  /// The bytes of a regular file.
  ///
  /// @throws TooLargeException when it has more than `limit` bytes
  /// @throws java.nio.file.NoSuchFileException when there is none
  /// @throws IOException when it cannot be read, or is no regular file
  byte[] read(Path file, int limit) throws IOException;

  /// The path without symbolic links.
  Path real(Path file) throws IOException;

  /// Whether there is something at a path.
  boolean exists(Path file);

  /// The names in the directory of a file, sorted; empty when it cannot be read.
  default List<String> beside(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(f -> f.getFileName().toString()).sorted().limit(MOST_BESIDE).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /// So many names of a directory are looked at.
  int MOST_BESIDE = 10_000;

  /// A file is larger than its reader takes.
  final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    public TooLargeException(Path file) {
      super(file + ": too large");
    }
  }

  /// The file system of this machine.
  FileAccess LOCAL =
      new FileAccess() {
        @Override
        public byte[] read(Path file, int limit) throws IOException {
          if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("not a regular file");
          }
          try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
              throw new TooLargeException(file);
            }
            return bytes;
          }
        }

        @Override
        public Path real(Path file) throws IOException {
          return file.toRealPath();
        }

        @Override
        public boolean exists(Path file) {
          return Files.exists(file);
        }
      };
}
