package dev.envc.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// File names are bytes; most are UTF-8. As a Java string a name is its UTF-8 decoding, with each
/// byte that is not part of valid UTF-8 as the lone surrogate U+DC80 to U+DCFF, so that [#encode]
/// gives back exactly the bytes that [#decode] read.
public final class PosixName {
  private static final char ESCAPE = '\uDC00';

  /// What the JDK writes in the place of a lone surrogate.
  private static final byte UNMAPPED = '?';

  private static final char REPLACEMENT = '\uFFFD';

  private PosixName() {}

  public static String decode(byte[] name) {
    return decode(name, 0, name.length);
  }

  /// The name in a part of an array.
  public static String decode(byte[] bytes, int offset, int length) {
    String plain = new String(bytes, offset, length, StandardCharsets.UTF_8);
    return plain.indexOf(REPLACEMENT) < 0
        ? plain
        : decodeStrictly(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /// For what is not UTF-8, or has the character that stands for such bytes in it.
  private static String decodeStrictly(byte[] name) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    try {
      return decoder.decode(ByteBuffer.wrap(name)).toString();
    } catch (CharacterCodingException e) {
      return decodeEscaped(name, decoder.reset());
    }
  }

  public static byte[] encode(String name) {
    byte[] plain = name.getBytes(StandardCharsets.UTF_8);
    for (byte b : plain) {
      if (b == UNMAPPED) {
        return hasEscapes(name) ? encodeEscaped(name) : plain;
      }
    }
    return plain;
  }

  private static boolean hasEscapes(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < name.length()
          && Character.isLowSurrogate(name.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] encodeEscaped(String name) {
    var out = new ByteArrayOutputStream(name.length() + 16);
    for (int i = 0; i < name.length(); ) {
      int c = name.codePointAt(i);
      i += Character.charCount(c);
      if (c >= ESCAPE + 0x80 && c <= ESCAPE + 0xff) {
        out.write(c - ESCAPE);
      } else {
        out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
      }
    }
    return out.toByteArray();
  }

  private static String decodeEscaped(byte[] name, CharsetDecoder decoder) {
    var out = new StringBuilder(name.length);
    ByteBuffer in = ByteBuffer.wrap(name);
    CharBuffer chars = CharBuffer.allocate(name.length + 1);
    while (in.hasRemaining()) {
      CoderResult result = decoder.decode(in, chars, true);
      chars.flip();
      out.append(chars);
      chars.clear();
      if (result.isError()) {
        for (int i = 0; i < result.length(); i++) {
          out.append((char) (ESCAPE + (in.get() & 0xff)));
        }
      }
      decoder.reset();
    }
    return out.toString();
  }
}
