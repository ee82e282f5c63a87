package dev.envc.rootfs.script.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The bytes that a match looks for.
final class MatchValue {
  private static final String ESCAPES = "nrbtfv";
  private static final String ESCAPED = "\n\r\b\t\f\u000b";

  private final byte[] data;
  private final Optional<byte[]> mask;

  private MatchValue(byte[] data, Optional<byte[]> mask) {
    this.data = data;
    this.mask = mask;
  }

  byte[] data() {
    return data;
  }

  Optional<byte[]> mask() {
    return mask;
  }

  static MatchValue text(String text) {
    return new MatchValue(unescape(text), Optional.empty());
  }

  /// Of text with the escapes of C.
  static MatchValue text(String text, Optional<String> mask) throws MimeException {
    byte[] data = unescape(text);
    return new MatchValue(
        data,
        mask.isPresent() && data.length > 0
            ? Optional.of(textMask(mask.get(), data.length))
            : Optional.empty());
  }

  /// Of a number.
  ///
  /// @param size in bytes
  static MatchValue number(int size, boolean isLittle, String text, Optional<String> mask)
      throws MimeException {
    long value = number(text);
    if (size < 4 && value >>> (8 * size) != 0) {
      throw new MimeException("`" + text + "` does not fit");
    }
    return new MatchValue(
        bytes(value, size, isLittle),
        mask.isPresent()
            ? Optional.of(bytes(number(mask.get()), size, isLittle))
            : Optional.empty());
  }

  private static long number(String text) throws MimeException {
    CNumber number = CNumber.unsigned(text);
    if (number.isOut() || !(number.rest().isEmpty() || text.isEmpty())) {
      throw new MimeException("`" + text + "` is no number");
    }
    return number.value();
  }

  private static byte[] bytes(long value, int size, boolean isLittle) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (value >>> (8 * (isLittle ? i : size - i - 1)));
    }
    return bytes;
  }

  private static byte[] textMask(String mask, int size) throws MimeException {
    if (!mask.startsWith("0x")) {
      throw new MimeException("the mask of text does not begin with 0x");
    }
    byte[] bytes = new byte[size];
    for (int i = 2; i < mask.length(); i++) {
      int digit = mask.charAt(i) < 0x80 ? Character.digit(mask.charAt(i), 16) : -1;
      int nibble = i - 2;
      if (digit < 0) {
        throw new MimeException("the mask `" + mask + "` is not hexadecimal");
      }
      if (nibble >= 2 * size) {
        throw new MimeException("the mask is longer than the value");
      }
      bytes[nibble / 2] |= (byte) (nibble % 2 == 1 ? digit : digit << 4);
    }
    return bytes;
  }

  private static byte[] unescape(String text) {
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream();
    int at = 0;
    while (at < in.length) {
      int c = in[at++];
      if (c != '\\') {
        out.write(c);
      } else if (at < in.length) {
        c = in[at++];
        int known = ESCAPES.indexOf(c);
        int radix = c == 'x' ? 16 : 8;
        int most = c == 'x' ? 2 : 3;
        if (known >= 0) {
          out.write(ESCAPED.charAt(known));
        } else if (c == 'x' || Character.digit(c, radix) >= 0) {
          int start = c == 'x' ? at : at - 1;
          int value = 0;
          at = start;
          while (at < in.length && at < start + most && Character.digit(in[at], radix) >= 0) {
            value = value * radix + Character.digit(in[at++], radix);
          }
          // `\x` without digits is an x.
          out.write(at == start ? 'x' : value);
        } else {
          out.write(c);
        }
      }
    }
    return out.toByteArray();
  }
}
