package dev.envc.driver;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.StoreCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.lock.Digest;
import dev.envc.model.Binhost;
import dev.envc.model.SystemConfig.FileContent;
import dev.envc.store.signature.TrustedKeys;
import java.io.IOException;
import java.nio.file.Files;

/// The keys that must have signed what a binhost serves, as they were when the manifest was read.
final class BinhostKeys {
  private BinhostKeys() {}

  /// @param keys the file that the manifest names for the binhost
  /// @throws UserErrorException when it holds no OpenPGP certificates
  static TrustedKeys read(Binhost binhost, FileContent.Local keys)
      throws IOException, UserErrorException {
    byte[] bytes = Files.readAllBytes(keys.path());
    if (!Digest.parse(keys.digest()).equals(Sha256.of(bytes))) {
      throw new UserErrorException(
          problem(binhost, keys, " has changed since the manifest was read.")
              .hint("Run the command again."));
    }
    return TrustedKeys.parse(bytes)
        .orElseThrow(
            () ->
                new UserErrorException(
                    problem(binhost, keys, " holds no OpenPGP certificates.")
                        .hint("`gpg --export --armor KEY` writes such a file.")));
  }

  private static Diagnostic problem(Binhost binhost, FileContent.Local keys, String what) {
    return Diagnostic.error(StoreCode.BAD_KEYS, binhost.span(), keys.written() + what);
  }
}
