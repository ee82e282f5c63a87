package dev.envc.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  @Test
  void readsWhatWasWritten() throws IOException {
    Map<String, Object> value = Json.object("a", List.of("x", 1L), "b", Json.object("c", "é"));
    assertEquals(value, JsonReader.read(Json.bytes(value)));
    assertEquals(value, JsonReader.read(Json.pretty(value)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,",
        "{\"a\":}",
        "99999999999999999999",
        "{} {}",
        "NaN",
        "{'a': 1}",
        "[1,]"
      })
  void whatIsNoJsonIsRefused(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThrows(IOException.class, () -> JsonReader.read(bytes));
  }

  @Test
  void whatHasNoEndOrNoEncodingIsRefused() {
    byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    assertThrows(IOException.class, () -> JsonReader.read(deep));
    byte[] latin = "\"\u00e9\"".getBytes(StandardCharsets.ISO_8859_1);
    assertThrows(IOException.class, () -> JsonReader.read(latin));
  }

  @Test
  void valuesOfOtherKindsAreTexts() throws IOException {
    byte[] json = "[1.5, 2e3, true, null, -9223372036854775808]".getBytes(StandardCharsets.UTF_8);
    assertEquals(List.of("1.5", "2e3", "true", "null", Long.MIN_VALUE), JsonReader.read(json));
  }
}
