package dev.envc.attest.signing;

import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/// A public key that checks signatures of a [SigningKey]: `cosign.pub`, or what `openssl ec
/// -pubout` writes.
public final class VerifyingKey {
  /// SubjectPublicKeyInfo of a point of P-256 up to the point (RFC 5480).
  private static final byte[] PREFIX =
      HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");

  private final ECPublicKey key;

  private VerifyingKey(ECPublicKey key) {
    this.key = key;
  }

  /// The key of a PEM text, `PUBLIC KEY`.
  ///
  /// @throws KeyException when it is none, or of another kind
  public static VerifyingKey parse(String pem) throws KeyException {
    Pem block = Pem.first(pem);
    if (!block.label().equals("PUBLIC KEY")) {
      throw new KeyException("a `" + block.label() + "` is no public key");
    }
    try {
      return of(block.bytes());
    } catch (InvalidKeySpecException e) {
      throw new KeyException("it is not an elliptic curve key", e);
    }
  }

  static VerifyingKey ofPoint(byte[] point) {
    byte[] der = java.util.Arrays.copyOf(PREFIX, PREFIX.length + point.length);
    System.arraycopy(point, 0, der, PREFIX.length, point.length);
    try {
      return of(der);
    } catch (InvalidKeySpecException | KeyException e) {
      throw new IllegalStateException(e);
    }
  }

  private static VerifyingKey of(byte[] der) throws InvalidKeySpecException, KeyException {
    try {
      var key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
      if (key instanceof ECPublicKey ec
          && ec.getParams().getOrder().equals(SigningKey.CURVE.getN())) {
        return new VerifyingKey(ec);
      }
      throw new KeyException("its curve is not P-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Whether a signature in DER is that of the message by this key.
  public boolean verifies(byte[] message, byte[] signature) {
    return check("SHA256withECDSA", message, signature);
  }

  /// Whether a signature is that of the message with this SHA-256.
  public boolean verifiesHash(byte[] sha256, byte[] signature) {
    return check("NONEwithECDSA", sha256, signature);
  }

  private boolean check(String algorithm, byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (SignatureException e) {
      return false;
    } catch (InvalidKeyException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// `sha256:…` of the SubjectPublicKeyInfo.
  public String fingerprint() {
    return "sha256:" + HexFormat.of().formatHex(Hashes.sha256(key.getEncoded()));
  }

  /// The key as PEM.
  public String pem() {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }
}
