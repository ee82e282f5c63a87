package dev.envc.editor;

import dev.envc.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Sources that are no files, standard modules and files of git commits, as files an editor can
/// open: read-only, in the cache, by the digest of what they hold.
final class ExtractedSources {
  private static final int DIGITS = 16;

  private final Path directory;

  ExtractedSources(Path cacheDirectory) {
    this.directory = cacheDirectory.resolve("editor");
  }

  Path file(SourceFile source) throws IOException {
    String name = source.name().replaceAll("[^A-Za-z0-9._-]+", "-");
    byte[] bytes = source.text().getBytes(StandardCharsets.UTF_8);
    Path folder = directory.resolve(digest(bytes));
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      Files.createDirectories(folder);
      Path temporary = Files.createTempFile(folder, ".source", ".tmp");
      Files.write(temporary, bytes);
      Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("r--r--r--"));
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
