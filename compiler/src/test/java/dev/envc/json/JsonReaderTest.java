package dev.envc.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class JsonReaderTest {
  @Test
  void readsWhatWasWritten() {
    Map<String, Object> value = Json.object("a", List.of("x", 1L), "b", Json.object("c", "é"));
    assertEquals(value, JsonReader.read(Json.bytes(value)));
    assertEquals(value, JsonReader.read(Json.pretty(value)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "[1,", "{\"a\":}", "99999999999999999999"})
  void whatIsNoJsonIsRefused(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThrows(JacksonException.class, () -> JsonReader.read(bytes));
  }
}
