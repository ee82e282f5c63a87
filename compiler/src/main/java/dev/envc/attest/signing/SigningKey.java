package dev.envc.attest.signing;

import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/// A private key that signs: ECDSA with P-256 and SHA-256, what cosign uses. The number k is
/// derived from key and message (RFC 6979), so that the same bytes have the same signature. Prints
/// nothing of the key.
public final class SigningKey {
  static final X9ECParameters CURVE = ECNamedCurveTable.getByName("P-256");
  private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);

  private final BigInteger secret;

  private SigningKey(BigInteger secret) {
    this.secret = secret;
  }

  /// The key of a PEM text: `PRIVATE KEY` or `ENCRYPTED PRIVATE KEY` (PKCS #8), `EC PRIVATE KEY`
  /// (SEC 1), or `ENCRYPTED SIGSTORE PRIVATE KEY` (what `cosign generate-key-pair` writes).
  ///
  /// @param passphrase of an encrypted key; may be empty
  /// @throws KeyException when it is none, of another kind, or the passphrase is wrong
  public static SigningKey parse(String pem, char[] passphrase) throws KeyException {
    Pem block = Pem.first(pem);
    byte[] plain =
        switch (block.label()) {
          case "PRIVATE KEY" -> block.bytes();
          case "EC PRIVATE KEY" -> Pkcs8.wrap(block.bytes());
          case "ENCRYPTED PRIVATE KEY" -> Pkcs8.decrypt(block.bytes(), passphrase);
          case "ENCRYPTED SIGSTORE PRIVATE KEY", "ENCRYPTED COSIGN PRIVATE KEY" ->
              SigstoreKey.decrypt(block.bytes(), passphrase);
          default -> throw new KeyException("a `" + block.label() + "` is no private key");
        };
    try {
      var key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(plain));
      if (key instanceof ECPrivateKey ec && ec.getParams().getOrder().equals(CURVE.getN())) {
        return new SigningKey(ec.getS());
      }
      throw new KeyException("its curve is not P-256");
    } catch (InvalidKeySpecException e) {
      throw new KeyException("it is not an elliptic curve key", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /// The signature of a message, in DER (SEC 1, C.5).
  public byte[] sign(byte[] message) {
    return signHash(Hashes.sha256(message));
  }

  /// The signature of a message of which the SHA-256 is known.
  public byte[] signHash(byte[] sha256) {
    var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(secret, DOMAIN));
    BigInteger[] rs = signer.generateSignature(sha256);
    try {
      return StandardDSAEncoding.INSTANCE.encode(CURVE.getN(), rs[0], rs[1]);
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The public half.
  public VerifyingKey verifyingKey() {
    byte[] point =
        new FixedPointCombMultiplier().multiply(CURVE.getG(), secret).normalize().getEncoded(false);
    return VerifyingKey.ofPoint(point);
  }

  @Override
  public String toString() {
    return "a private key of " + verifyingKey().fingerprint();
  }
}
