package dev.envc.check;

import dev.envc.ast.Scalar;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.ManifestCode;
import dev.envc.model.SystemConfig.FileContent;
import dev.envc.source.FileAccess;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// Files beside a manifest that it uses. They lie below the project that holds the manifest, also
/// after following symbolic links, so that a manifest from elsewhere cannot put files of the
/// machine that compiles into an image.
final class LocalFiles {
  /// The largest file.
  private static final int MAX_SOURCE = 64 * 1024 * 1024;

  private final Diagnostics diagnostics;
  private final CheckSettings settings;

  LocalFiles(Diagnostics diagnostics, CheckSettings settings) {
    this.diagnostics = diagnostics;
    this.settings = settings;
  }

  /// The file that a scalar names, read and digested; empty, with an error, when it may not be
  /// used.
  Optional<FileContent.Local> file(Scalar source) {
    Optional<Path> base = settings.directories().apply(source.span().file());
    if (base.isEmpty()) {
      return refused(source, "This module is no local file: it has no files beside it.");
    }
    try {
      Path written = Path.of(source.text());
      if (written.isAbsolute()) {
        return refused(source, "A source is relative to the manifest.");
      }
      Path real = settings.files().real(base.get().resolve(written));
      if (!real.startsWith(settings.files().real(settings.fileRoot()))) {
        return refused(source, "The file lies outside the project that holds the manifest.");
      }
      byte[] bytes = settings.files().read(real, MAX_SOURCE);
      return Optional.of(
          new FileContent.Local(source.text(), real, bytes.length, "sha256:" + sha256(bytes)));
    } catch (InvalidPathException e) {
      return refused(source, "This is not a path.");
    } catch (NoSuchFileException e) {
      return refused(source, "There is no such file beside the manifest.");
    } catch (FileAccess.TooLargeException e) {
      return refused(source, "The file is larger than " + MAX_SOURCE / (1024 * 1024) + " MiB.");
    } catch (IOException e) {
      return refused(source, "The file cannot be read: " + e.getMessage() + ".");
    }
  }

  private Optional<FileContent.Local> refused(Scalar source, String message) {
    diagnostics.add(Diagnostic.error(ManifestCode.FILE_SOURCE, source.span(), message));
    return Optional.empty();
  }

  /// In lower-case hexadecimal digits.
  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
