package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.LockCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.lock.Lock;
import dev.envc.lock.LockReader;
import dev.envc.lock.LockWriter;
import dev.envc.source.SourceFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/// The lock beside a manifest: `prod.env.yaml` and `prod.envc` both have `prod.env.lock`.
record LockFile(Path path) {
  private static final List<String> MANIFEST_ENDINGS =
      List.of(".env.yaml", ".env.yml", ".envc", ".yaml", ".yml");

  static LockFile of(Path manifest) {
    String name = manifest.getFileName().toString();
    String stem =
        MANIFEST_ENDINGS.stream()
            .filter(name::endsWith)
            .findFirst()
            .map(e -> name.substring(0, name.length() - e.length()))
            .orElse(name);
    return new LockFile(manifest.resolveSibling(stem + ".env.lock"));
  }

  /// The lock in the file; empty when there is no file.
  Optional<Lock> read() throws IOException, UserErrorException {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      return Optional.of(LockReader.read(SourceFile.of(path.toString(), Files.readString(path))));
    } catch (CharacterCodingException e) {
      throw new UserErrorException(
          Diagnostic.error(LockCode.UNREADABLE, path + " is not UTF-8 text.")
              .hint(
                  "Restore the lock from version control, or write it anew with `envc lock"
                      + " --update`."));
    }
  }

  /// Writes the lock by renaming a complete file into place; gives whether the file's text changed.
  boolean write(Lock lock) throws IOException {
    String text = LockWriter.write(lock);
    if (Files.exists(path)
        && Files.readString(path, java.nio.charset.StandardCharsets.ISO_8859_1)
            .equals(latin(text))) {
      return false;
    }
    Path directory = path.toAbsolutePath().getParent();
    Path temporary = Files.createTempFile(directory, "." + path.getFileName(), ".tmp");
    try {
      Files.writeString(temporary, text);
      Files.setPosixFilePermissions(
          temporary, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    return true;
  }

  private static String latin(String text) {
    return new String(
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        java.nio.charset.StandardCharsets.ISO_8859_1);
  }
}
