package dev.envc.attest.signing;

import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// PKCS #8 private keys (RFC 5958), plain and encrypted (PBES2, RFC 8018).
final class Pkcs8 {
  private Pkcs8() {}

  static byte[] decrypt(byte[] encrypted, char[] passphrase) throws KeyException {
    try {
      var info = new EncryptedPrivateKeyInfo(encrypted);
      String algorithm = info.getAlgParameters().toString();
      SecretKeyFactory factory = SecretKeyFactory.getInstance(algorithm);
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(
          Cipher.DECRYPT_MODE,
          factory.generateSecret(new PBEKeySpec(passphrase)),
          info.getAlgParameters());
      return info.getKeySpec(cipher).getEncoded();
    } catch (IOException e) {
      throw new KeyException("it is not an encrypted PKCS #8 key", e);
    } catch (GeneralSecurityException e) {
      throw new KeyException("its passphrase is wrong or its encryption is not known", e);
    }
  }

  /// A SEC 1 key, which openssl writes as `EC PRIVATE KEY`, as PKCS #8; of P-256.
  static byte[] wrap(byte[] sec1) throws KeyException {
    try {
      var curve =
          new AlgorithmIdentifier(
              X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1);
      return new PrivateKeyInfo(curve, ASN1Sequence.getInstance(sec1)).getEncoded();
    } catch (IOException | IllegalArgumentException e) {
      throw new KeyException("it is not an elliptic curve key", e);
    }
  }
}
