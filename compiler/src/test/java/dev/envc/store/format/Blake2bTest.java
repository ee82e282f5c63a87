package dev.envc.store.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.Tool;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Blake2bTest {
  /// RFC 7693, appendix A.
  @Test
  void abc() {
    var digest = new Blake2b();
    digest.update("abc".getBytes(StandardCharsets.US_ASCII), 0, 3);
    assertEquals(
        "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
            + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923",
        HexFormat.of().formatHex(digest.digest()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 129, 255, 256, 257, 1000, 100_000})
  void asB2sumHasIt(int length) throws Exception {
    byte[] data = new byte[length];
    for (int i = 0; i < length; i++) {
      data[i] = (byte) (i * 31);
    }
    Process b2sum = new ProcessBuilder(Tool.require("b2sum").toString()).start();
    try (var in = b2sum.getOutputStream()) {
      in.write(data);
    }
    String expected =
        new String(b2sum.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
            .substring(0, 128);
    for (int step : new int[] {1, 100, 128, 1 << 20}) {
      var digest = new Blake2b();
      for (int at = 0; at < length; at += step) {
        digest.update(data, at, Math.min(step, length - at));
      }
      assertEquals(expected, HexFormat.of().formatHex(digest.digest()), "in steps of " + step);
    }
  }
}
