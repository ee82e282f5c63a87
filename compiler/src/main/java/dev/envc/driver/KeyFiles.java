package dev.envc.driver;

import dev.envc.attest.signing.KeyException;
import dev.envc.attest.signing.SigningKey;
import dev.envc.attest.signing.VerifyingKey;
import dev.envc.diagnostic.BackendCode;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads keys from files.
final class KeyFiles {
  private static final long LARGEST = 64 * 1024;

  private KeyFiles() {}

  static SigningKey signing(AttestOptions.Key key) throws UserErrorException {
    try {
      return SigningKey.parse(text(key.file()), key.passphrase());
    } catch (KeyException e) {
      throw unusable(key.file(), e.reason());
    }
  }

  static VerifyingKey verifying(Path file) throws UserErrorException {
    try {
      return VerifyingKey.parse(text(file));
    } catch (KeyException e) {
      throw unusable(file, e.reason());
    }
  }

  private static String text(Path file) throws UserErrorException {
    try {
      if (Files.size(file) > LARGEST) {
        throw unusable(file, "it is too large for a key");
      }
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw unusable(file, "it cannot be read");
    }
  }

  private static UserErrorException unusable(Path file, String why) {
    return new UserErrorException(
        Diagnostic.error(BackendCode.BAD_KEY, "The key " + file + " cannot be used: " + why + ".")
            .hint(
                "A key is a P-256 key in PEM form, as `cosign generate-key-pair` or `openssl"
                    + " genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256` writes it; the"
                    + " passphrase comes from ENVC_KEY_PASSPHRASE or --passphrase-file."));
  }
}
