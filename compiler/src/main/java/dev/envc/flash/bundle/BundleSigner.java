package dev.envc.flash.bundle;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.DiskCode;
import dev.envc.diagnostic.UserErrorException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.util.CollectionStore;

/// Signs with a key and its certificate: CMS (RFC 5652), the signed bytes inside, SHA-256 and RSA
/// (PKCS #1, version 1.5), without signed attributes. A time is one of those, so that the same
/// bytes, key and certificate give the same signature.
public final class BundleSigner {
  private final PrivateKey key;
  private final List<X509CertificateHolder> certificates;

  private BundleSigner(PrivateKey key, List<X509CertificateHolder> certificates) {
    this.key = key;
    this.certificates = List.copyOf(certificates);
  }

  /// Reads PEM files: an RSA key without a pass phrase, and its certificate, perhaps with those
  /// between it and the root behind it.
  ///
  /// @throws UserErrorException when a file is something else, or the two do not belong together
  public static BundleSigner read(Path keyFile, Path certificateFile)
      throws IOException, UserErrorException {
    PrivateKey key = null;
    for (Object o : objects(keyFile)) {
      if (o instanceof PEMKeyPair || o instanceof PrivateKeyInfo) {
        var info = o instanceof PEMKeyPair pair ? pair.getPrivateKeyInfo() : (PrivateKeyInfo) o;
        key = new JcaPEMKeyConverter().getPrivateKey(info);
      }
    }
    if (!(key instanceof RSAKey)) {
      throw bad(keyFile + " holds no RSA key in PEM without a pass phrase.");
    }
    var certificates = new ArrayList<X509CertificateHolder>();
    for (Object o : objects(certificateFile)) {
      if (o instanceof X509CertificateHolder certificate) {
        certificates.add(certificate);
      }
    }
    if (certificates.isEmpty()) {
      throw bad(certificateFile + " holds no certificate in PEM.");
    }
    var signer = new BundleSigner(key, certificates);
    signer.requirePair(keyFile, certificateFile);
    return signer;
  }

  private static List<Object> objects(Path file) throws IOException, UserErrorException {
    var all = new ArrayList<Object>();
    try (var parser =
        new PEMParser(new StringReader(Files.readString(file, StandardCharsets.ISO_8859_1)))) {
      for (Object o = parser.readObject(); o != null; o = parser.readObject()) {
        all.add(o);
      }
    } catch (java.nio.file.NoSuchFileException _) {
      throw bad("There is no file " + file + ".");
    } catch (org.bouncycastle.openssl.PEMException | RuntimeException _) {
      throw bad(file + " is damaged, or no key or certificate in PEM.");
    }
    return all;
  }

  private void requirePair(Path keyFile, Path certificateFile) throws UserErrorException {
    try {
      byte[] probe = {1};
      Signature sign = Signature.getInstance("SHA256withRSA");
      sign.initSign(key);
      sign.update(probe);
      byte[] signature = sign.sign();
      Signature verify = Signature.getInstance("SHA256withRSA");
      verify.initVerify(new JcaX509CertificateConverter().getCertificate(certificates.getFirst()));
      verify.update(probe);
      if (!verify.verify(signature)) {
        throw bad(keyFile + " is not the key of the certificate in " + certificateFile + ".");
      }
    } catch (GeneralSecurityException e) {
      throw bad(certificateFile + " cannot be used with " + keyFile + ": " + e.getMessage() + ".");
    }
  }

  /// The bytes with their signature, in DER.
  byte[] sign(byte[] bytes) throws IOException {
    try {
      var generator = new CMSSignedDataGenerator();
      var digests = new JcaDigestCalculatorProviderBuilder().build();
      generator.addSignerInfoGenerator(
          new SignerInfoGeneratorBuilder(digests)
              .setDirectSignature(true)
              .build(
                  new JcaContentSignerBuilder("SHA256withRSA").build(key),
                  certificates.getFirst()));
      generator.addCertificates(new CollectionStore<>(certificates));
      return generator.generate(new CMSProcessableByteArray(bytes), true).getEncoded("DER");
    } catch (CMSException | OperatorCreationException e) {
      throw new IOException("the manifest cannot be signed", e);
    }
  }

  private static UserErrorException bad(String message) {
    return new UserErrorException(
        Diagnostic.error(DiskCode.BAD_KEY, message)
            .hint(
                "`openssl req -x509 -newkey rsa:4096 -nodes -keyout key.pem -out cert.pem -subj"
                    + " /CN=updates` makes both."));
  }
}
