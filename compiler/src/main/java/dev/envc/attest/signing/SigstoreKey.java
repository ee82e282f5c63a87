package dev.envc.attest.signing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The encrypted key file of `cosign generate-key-pair`: JSON with an scrypt salt and a NaCl
/// secretbox (XSalsa20 and Poly1305) around a PKCS #8 key, as the library `encrypted` of
/// secure-systems-lab/go-securesystemslib has it.
final class SigstoreKey {
  private static final int MAC = 16;
  private static final int MOST_SCRYPT_MEMORY = 1 << 28;

  private SigstoreKey() {}

  static byte[] decrypt(byte[] json, char[] passphrase) throws KeyException {
    try {
      JsonNode key = JsonMapper.builder().build().readTree(json);
      JsonNode kdf = key.path("kdf");
      if (!kdf.path("name").asString("").equals("scrypt")
          || !key.path("cipher").path("name").asString("").equals("nacl/secretbox")) {
        throw new KeyException("its encryption is not known");
      }
      byte[] secret = scrypt(kdf, passphrase);
      return open(base64(key.path("ciphertext")), base64(key.path("cipher").path("nonce")), secret);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new KeyException("it is not a key of cosign", e);
    }
  }

  private static byte[] scrypt(JsonNode kdf, char[] passphrase) throws KeyException {
    int n = kdf.path("params").path("N").asInt(0);
    int r = kdf.path("params").path("r").asInt(0);
    int p = kdf.path("params").path("p").asInt(0);
    if (n < 2 || r < 1 || p < 1 || p > 64 || 128L * n * r > MOST_SCRYPT_MEMORY) {
      throw new KeyException("its scrypt parameters are out of bounds");
    }
    byte[] bytes = new String(passphrase).getBytes(StandardCharsets.UTF_8);
    try {
      return SCrypt.generate(bytes, base64(kdf.path("salt")), n, r, p, 32);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /// NaCl's crypto_secretbox_open: the first 32 bytes of the key stream are the key of the
  /// authenticator, the rest decrypts.
  private static byte[] open(byte[] box, byte[] nonce, byte[] key) throws KeyException {
    if (box.length < MAC || nonce.length != 24) {
      throw new KeyException("it is not a key of cosign");
    }
    var cipher = new XSalsa20Engine();
    cipher.init(false, new ParametersWithIV(new KeyParameter(key), nonce));
    byte[] first = new byte[32];
    cipher.processBytes(first, 0, first.length, first, 0);
    var poly = new Poly1305();
    poly.init(new KeyParameter(first));
    poly.update(box, MAC, box.length - MAC);
    byte[] mac = new byte[MAC];
    poly.doFinal(mac, 0);
    if (!java.security.MessageDigest.isEqual(mac, Arrays.copyOf(box, MAC))) {
      throw new KeyException("its passphrase is wrong");
    }
    byte[] plain = new byte[box.length - MAC];
    cipher.processBytes(box, MAC, plain.length, plain, 0);
    return plain;
  }

  private static byte[] base64(JsonNode text) {
    return Base64.getDecoder().decode(text.asString(""));
  }
}
