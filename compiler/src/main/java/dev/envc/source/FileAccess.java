package dev.envc.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
