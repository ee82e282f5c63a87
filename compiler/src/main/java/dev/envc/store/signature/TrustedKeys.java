package dev.envc.store.signature;

import dev.envc.store.format.ClearSigned;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPSignatureException;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPDetachedSignatureProcessor;
import org.bouncycastle.openpgp.api.OpenPGPImplementation;
import org.bouncycastle.openpgp.api.OpenPGPKeyReader;
import org.bouncycastle.openpgp.api.OpenPGPSignature.OpenPGPDocumentSignature;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPImplementation;

/// OpenPGP certificates (RFC 9580) whose signatures count.
///
/// A signature counts when it is right, and its key was valid and meant for signing when it was
/// made: a key that has expired since does no harm, so that an old environment can be locked again;
/// one that was revoked as compromised, or without a reason, never counts.
public final class TrustedKeys {
  private static final OpenPGPImplementation OPENPGP = new BcOpenPGPImplementation();

  private final List<OpenPGPCertificate> certificates;

  private TrustedKeys(List<OpenPGPCertificate> certificates) {
    this.certificates = List.copyOf(certificates);
  }

  /// The certificates of a file, armored or binary, as `gpg --export` writes them; empty when it
  /// holds none or something else.
  public static Optional<TrustedKeys> parse(byte[] file) {
    try {
      List<OpenPGPCertificate> found = new OpenPGPKeyReader(OPENPGP).parseCertificates(file);
      return found.isEmpty() ? Optional.empty() : Optional.of(new TrustedKeys(found));
    } catch (IOException | RuntimeException e) {
      // What is no key makes the library fail in many ways.
      return Optional.empty();
    }
  }

  /// Why a text is not signed by any of the keys; empty when it is.
  public Optional<String> problem(ClearSigned text) {
    List<OpenPGPDocumentSignature> signatures;
    try {
      var processor = new OpenPGPDetachedSignatureProcessor(OPENPGP);
      certificates.forEach(processor::addVerificationCertificate);
      processor.addSignatures(
          new ByteArrayInputStream(text.signature().getBytes(StandardCharsets.US_ASCII)));
      signatures = processor.process(new ByteArrayInputStream(text.signedBytes()));
    } catch (IOException | RuntimeException e) {
      return Optional.of("The signature cannot be read.");
    }
    if (signatures.stream().allMatch(s -> s.getIssuer() == null)) {
      return Optional.of("None of the keys has made the signature.");
    }
    return signatures.stream().anyMatch(TrustedKeys::isGood)
        ? Optional.empty()
        : Optional.of(reason(signatures));
  }

  private static String reason(List<OpenPGPDocumentSignature> signatures) {
    return signatures.stream().anyMatch(OpenPGPDocumentSignature::isTestedCorrect)
        ? "The signature is right, but its key was expired, revoked or not meant for signing."
        : "The signature is not of this content.";
  }

  private static boolean isGood(OpenPGPDocumentSignature signature) {
    try {
      return signature.getIssuer() != null
          && signature.isTestedCorrect()
          && signature.isValidAt(signature.getCreationTime());
    } catch (PGPSignatureException e) {
      return false;
    }
  }
}
