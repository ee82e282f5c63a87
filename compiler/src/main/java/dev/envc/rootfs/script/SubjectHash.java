package dev.envc.rootfs.script;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;

/// The name under which OpenSSL looks for a certificate in a directory: the hash of its subject as
/// `openssl x509 -subject_hash` prints it (X509_NAME_hash(3)). It is the SHA-1 of the name in a
/// canonical form: texts as UTF-8, in lower case, with single spaces, the names one after another.
final class SubjectHash {
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int UTF8 = 0x0c;

  private final ByteBuffer der;

  private SubjectHash(byte[] der) {
    this.der = ByteBuffer.wrap(der);
  }

  static String of(X500Principal subject) {
    try {
      byte[] sha1 =
          MessageDigest.getInstance("SHA-1").digest(new SubjectHash(subject.getEncoded()).name());
      byte[] reversed = {sha1[3], sha1[2], sha1[1], sha1[0]};
      return HexFormat.of().formatHex(reversed);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A value of DER: its tag and its content.
  private static final class Value {
    private final int tag;
    private final byte[] bytes;

    private Value(int tag, byte[] bytes) {
      this.tag = tag;
      this.bytes = bytes;
    }
  }

  private byte[] name() {
    var canonical = new ByteArrayOutputStream();
    var names = new SubjectHash(next().bytes);
    while (names.der.hasRemaining()) {
      var set = new SubjectHash(names.next().bytes);
      var attributes = new ByteArrayOutputStream();
      while (set.der.hasRemaining()) {
        var attribute = new SubjectHash(set.next().bytes);
        Value type = attribute.next();
        Value value = attribute.next();
        var pair = new ByteArrayOutputStream();
        write(pair, type);
        write(pair, canonical(value));
        write(attributes, new Value(SEQUENCE, pair.toByteArray()));
      }
      write(canonical, new Value(SET, attributes.toByteArray()));
    }
    return canonical.toByteArray();
  }

  private Value next() {
    int tag = der.get() & 0xff;
    int length = der.get() & 0xff;
    if (length >= 0x80) {
      int count = length & 0x7f;
      length = 0;
      for (int i = 0; i < count; i++) {
        length = length << 8 | (der.get() & 0xff);
      }
    }
    var bytes = new byte[length];
    der.get(bytes);
    return new Value(tag, bytes);
  }

  /// The types of text that count; others stay as they are.
  private static Value canonical(Value value) {
    Charset charset;
    switch (value.tag) {
      case UTF8 -> charset = StandardCharsets.UTF_8;
      case 0x13, 0x16, 0x1a -> charset = StandardCharsets.US_ASCII; // Printable, IA5, Visible
      case 0x14 -> charset = StandardCharsets.ISO_8859_1; // T61
      case 0x1e -> charset = StandardCharsets.UTF_16BE; // BMP
      case 0x1c -> charset = Charset.forName("UTF-32BE"); // Universal
      default -> {
        return value;
      }
    }
    var text = new StringBuilder();
    boolean space = false;
    for (char c : new String(value.bytes, charset).toCharArray()) {
      if (c == ' ' || (c >= '\t' && c <= '\r')) {
        space = !text.isEmpty();
      } else {
        text.append(space ? " " : "").append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        space = false;
      }
    }
    return new Value(UTF8, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void write(ByteArrayOutputStream out, Value value) {
    int length = value.bytes.length;
    out.write(value.tag);
    if (length >= 0x80) {
      int count = length > 0xffffff ? 4 : length > 0xffff ? 3 : length > 0xff ? 2 : 1;
      out.write(0x80 | count);
      for (int i = count - 1; i >= 0; i--) {
        out.write(length >> (8 * i));
      }
    } else {
      out.write(length);
    }
    out.writeBytes(value.bytes);
  }
}
