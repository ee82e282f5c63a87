package dev.envc.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads JSON (RFC 8259) as maps, lists, texts and longs (other numbers, truth values and null as
/// texts): what small documents need, by a parser that is there at once. A library that binds data
/// to classes takes a tenth of a second to start.
public final class JsonReader {
  private JsonReader() {}

  /// @throws IOException when the bytes are not JSON, or a whole number has no place in 64 bits
  public static Object read(byte[] json) throws IOException {
    // What is no UTF-8 must not pass for a replacement character.
    var text =
        new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8.newDecoder());
    try (var reader = new com.google.gson.stream.JsonReader(text)) {
      reader.setStrictness(Strictness.STRICT);
      Object value = value(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new MalformedJsonException("more than one value");
      }
      return value;
    } catch (EOFException e) {
      throw new MalformedJsonException("the document ends early", e);
    }
  }

  /// The map under a key; empty when there is none.
  public static Map<?, ?> map(Object object, String key) {
    return object instanceof Map<?, ?> map && map.get(key) instanceof Map<?, ?> value
        ? value
        : Map.of();
  }

  /// The list under a key; empty when there is none.
  public static List<?> list(Object object, String key) {
    return object instanceof Map<?, ?> map && map.get(key) instanceof List<?> value
        ? value
        : List.of();
  }

  /// The text under a key; empty when there is none.
  public static String text(Object object, String key) {
    return object instanceof Map<?, ?> map && map.get(key) instanceof String value ? value : "";
  }

  /// The whole number under a key; 0 when there is none.
  public static long number(Object object, String key) {
    return object instanceof Map<?, ?> map && map.get(key) instanceof Long value ? value : 0;
  }

  private static Object value(com.google.gson.stream.JsonReader reader) throws IOException {
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> object(reader);
      case BEGIN_ARRAY -> array(reader);
      case NUMBER -> number(reader.nextString());
      case BOOLEAN -> Boolean.toString(reader.nextBoolean());
      case NULL -> {
        reader.nextNull();
        yield "null";
      }
      default -> reader.nextString();
    };
  }

  private static Map<String, Object> object(com.google.gson.stream.JsonReader reader)
      throws IOException {
    var map = new LinkedHashMap<String, Object>();
    reader.beginObject();
    while (reader.hasNext()) {
      map.put(reader.nextName(), value(reader));
    }
    reader.endObject();
    return map;
  }

  private static List<Object> array(com.google.gson.stream.JsonReader reader) throws IOException {
    var list = new ArrayList<Object>();
    reader.beginArray();
    while (reader.hasNext()) {
      list.add(value(reader));
    }
    reader.endArray();
    return list;
  }

  private static Object number(String text) throws IOException {
    if (text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
      return text;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new MalformedJsonException("a number of more than 64 bits: " + text, e);
    }
  }
}
