package dev.envc.attest.signing;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A block of PEM text (RFC 7468).
// Bytes that are handed on, never compared.
@SuppressWarnings("ArrayRecordComponent")
record Pem(String label, byte[] bytes) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  /// The first block that is a key: `EC PARAMETERS`, which openssl writes before one, is passed
  /// over.
  static Pem first(String text) throws KeyException {
    Matcher m = BLOCK.matcher(text);
    while (m.find()) {
      if (!m.group(1).equals("EC PARAMETERS")) {
        try {
          return new Pem(m.group(1), Base64.getMimeDecoder().decode(m.group(2)));
        } catch (IllegalArgumentException e) {
          throw new KeyException("its base64 is broken", e);
        }
      }
    }
    throw new KeyException("it holds no key in PEM form");
  }
}
