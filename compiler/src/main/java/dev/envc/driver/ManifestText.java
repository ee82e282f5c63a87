package dev.envc.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// The text of a manifest's file.
public final class ManifestText {
  private ManifestText() {}

  /// Writes a manifest by renaming a complete file into place, with the permissions it had; what a
  /// symbolic link leads to is written, not the link.
  public static void replace(Path manifest, String text) throws IOException {
    Path file = manifest.toRealPath();
    Path temporary = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".tmp");
    try {
      Files.writeString(temporary, text);
      Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(file));
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
