package dev.envc.store.local;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Severity;
import dev.envc.diagnostic.StoreCode;
import dev.envc.store.binhost.BinaryCandidate;
import dev.envc.store.fetch.FetchException;
import dev.envc.store.format.ClearSigned;
import dev.envc.store.signature.TrustedKeys;
import java.util.List;
import java.util.Optional;

/// What a package's signature must be before the package is locked. The signature is of the gpkg's
/// Manifest (GLEP 78), whose digests were held against everything else in the package when it
/// entered the store.
final class SignatureRule {
  private SignatureRule() {}

  /// @param keys the keys of the candidate's binhost, when the manifest names some
  /// @return what is worth saying of a package that may be locked
  /// @throws FetchException when the package is not signed by any of the keys
  static List<Diagnostic> check(
      BinaryCandidate candidate, Optional<byte[]> signedManifest, Optional<TrustedKeys> keys)
      throws FetchException {
    if (keys.isEmpty()) {
      return signedManifest.isEmpty() ? List.of() : List.of(notChecked(candidate));
    }
    if (signedManifest.isEmpty()) {
      throw new FetchException(
          Diagnostic.error(StoreCode.NOT_SIGNED, candidate.label() + " is not signed.")
              .hint(
                  "Packages of a binhost with `keys` must be gpkg files with a clear-signed"
                      + " Manifest: Portage's FEATURES=binpkg-signing makes them."));
    }
    Optional<String> problem =
        ClearSigned.parse(signedManifest.get())
            .map(keys.get()::problem)
            .orElse(Optional.of("It is not in the form of OpenPGP."));
    if (problem.isPresent()) {
      throw new FetchException(
          Diagnostic.error(
                  StoreCode.BAD_SIGNATURE,
                  "The signature of " + candidate.label() + " does not count.")
              .note(problem.get()));
    }
    return List.of();
  }

  private static Diagnostic notChecked(BinaryCandidate candidate) {
    return Diagnostic.error(
            StoreCode.SIGNATURE_NOT_CHECKED,
            "The signature of " + candidate.label() + " was not checked.")
        .hint("Name the keys that are trusted: `keys` of the binhost.")
        .as(Severity.NOTE);
  }
}
