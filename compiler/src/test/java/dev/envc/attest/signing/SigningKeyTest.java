package dev.envc.attest.signing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.backend.Program;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SigningKeyTest {
  private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);
  private static final char[] NONE = {};

  @TempDir Path temp;

  private String openssl(String... arguments) throws Exception {
    return Program.run("openssl", arguments);
  }

  private String newKey() throws Exception {
    String file = temp.resolve("key.pem").toString();
    openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", file);
    return file;
  }

  private static SigningKey read(String file, String passphrase) throws Exception {
    return SigningKey.parse(Files.readString(Path.of(file)), passphrase.toCharArray());
  }

  /// RFC 6979, A.2.5: P-256 with SHA-256.
  @Test
  void signaturesAreThoseOfTheStandard() throws Exception {
    byte[] secret =
        HexFormat.of().parseHex("c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721");
    byte[] sec1 = new byte[39];
    System.arraycopy(HexFormat.of().parseHex("30250201010420"), 0, sec1, 0, 7);
    System.arraycopy(secret, 0, sec1, 7, 32);
    String pem =
        "-----BEGIN EC PRIVATE KEY-----\n"
            + Base64.getEncoder().encodeToString(sec1)
            + "\n-----END EC PRIVATE KEY-----\n";
    SigningKey key = SigningKey.parse(pem, NONE);
    assertEquals(
        "3046"
            + "022100efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
            + "022100f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8",
        HexFormat.of().formatHex(key.sign("sample".getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void opensslVerifiesWhatItsKeysSign() throws Exception {
    String plain = newKey();
    String publicKey = temp.resolve("key.pub").toString();
    openssl("pkey", "-in", plain, "-pubout", "-out", publicKey);
    String encrypted = temp.resolve("encrypted.pem").toString();
    openssl("pkcs8", "-topk8", "-in", plain, "-out", encrypted, "-passout", "pass:line 3");
    String sec1 = temp.resolve("sec1.pem").toString();
    openssl("ec", "-in", plain, "-out", sec1);
    byte[] signature = read(plain, "").sign(MESSAGE);
    assertArrayEquals(signature, read(encrypted, "line 3").sign(MESSAGE));
    assertArrayEquals(signature, read(sec1, "").sign(MESSAGE));
    assertEquals(Files.readString(Path.of(publicKey)), read(plain, "").verifyingKey().pem());
    Path message = Files.write(temp.resolve("message"), MESSAGE);
    Path file = Files.write(temp.resolve("signature"), signature);
    String verified =
        openssl(
            "dgst",
            "-sha256",
            "-verify",
            publicKey,
            "-signature",
            file.toString(),
            message.toString());
    assertEquals("Verified OK\n", verified);
    VerifyingKey key = VerifyingKey.parse(Files.readString(Path.of(publicKey)));
    assertTrue(key.verifies(MESSAGE, signature));
    assertTrue(key.verifiesHash(Hashes.sha256(MESSAGE), signature));
    assertFalse(key.verifies("another".getBytes(StandardCharsets.UTF_8), signature));
    assertFalse(key.verifies(MESSAGE, Arrays.copyOf(signature, 10)));
    assertFalse(key.verifies(MESSAGE, new byte[0]));
  }

  /// The form of `cosign generate-key-pair`, made here with the same primitives.
  @Test
  void keysOfCosignAreRead() throws Exception {
    String plain = newKey();
    byte[] pkcs8 = Pem.first(Files.readString(Path.of(plain))).bytes();
    String pem = cosign(pkcs8, "geheim");
    assertArrayEquals(
        read(plain, "").sign(MESSAGE), SigningKey.parse(pem, "geheim".toCharArray()).sign(MESSAGE));
    var wrong = assertThrows(KeyException.class, () -> SigningKey.parse(pem, NONE));
    assertEquals("its passphrase is wrong", wrong.getMessage());
  }

  private static String cosign(byte[] pkcs8, String passphrase) {
    byte[] salt = new byte[32];
    byte[] nonce = new byte[24];
    byte[] key = SCrypt.generate(passphrase.getBytes(StandardCharsets.UTF_8), salt, 1024, 8, 1, 32);
    var cipher = new XSalsa20Engine();
    cipher.init(true, new ParametersWithIV(new KeyParameter(key), nonce));
    byte[] first = new byte[32];
    cipher.processBytes(first, 0, 32, first, 0);
    byte[] box = new byte[16 + pkcs8.length];
    cipher.processBytes(pkcs8, 0, pkcs8.length, box, 16);
    var poly = new Poly1305();
    poly.init(new KeyParameter(first));
    poly.update(box, 16, pkcs8.length);
    poly.doFinal(box, 0);
    Base64.Encoder base64 = Base64.getEncoder();
    String json =
        """
        {"kdf":{"name":"scrypt","params":{"N":1024,"r":8,"p":1},"salt":"%s"},\
        "cipher":{"name":"nacl/secretbox","nonce":"%s"},"ciphertext":"%s"}\
        """
            .formatted(
                base64.encodeToString(salt),
                base64.encodeToString(nonce),
                base64.encodeToString(box));
    return "-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\n"
        + base64.encodeToString(json.getBytes(StandardCharsets.UTF_8))
        + "\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----\n";
  }

  @Test
  void whatIsNoKeyIsRefused() throws Exception {
    assertRefused("it holds no key in PEM form", "nothing");
    assertRefused("a `PUBLIC KEY` is no private key", read(newKey(), "").verifyingKey().pem());
    String other = temp.resolve("other.pem").toString();
    openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384", "-out", other);
    assertRefused("its curve is not P-256", Files.readString(Path.of(other)));
    openssl("genpkey", "-algorithm", "ED25519", "-out", other);
    assertRefused("it is not an elliptic curve key", Files.readString(Path.of(other)));
    String encrypted = temp.resolve("encrypted.pem").toString();
    openssl("pkcs8", "-topk8", "-in", newKey(), "-out", encrypted, "-passout", "pass:right");
    assertRefused(
        "its passphrase is wrong or its encryption is not known",
        Files.readString(Path.of(encrypted)));
  }

  private static void assertRefused(String why, String pem) {
    var refused = assertThrows(KeyException.class, () -> SigningKey.parse(pem, NONE));
    assertEquals(why, refused.getMessage());
  }

  @Test
  void envelopesOpenWithTheirKeyAlone() throws Exception {
    SigningKey key = read(newKey(), "");
    byte[] envelope = Envelope.of("text/plain", MESSAGE, key);
    VerifyingKey own = key.verifyingKey();
    assertArrayEquals(MESSAGE, Envelope.open("text/plain", envelope, own).orElseThrow());
    assertTrue(Envelope.open("text/html", envelope, own).isEmpty());
    VerifyingKey other = read(newKey(), "").verifyingKey();
    assertTrue(Envelope.open("text/plain", envelope, other).isEmpty());
    assertTrue(Envelope.open("text/plain", MESSAGE, own).isEmpty());
  }
}
