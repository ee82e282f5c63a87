package dev.envc.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/// Reads JSON as maps, lists, texts and longs (other numbers, truth values and null as texts): what
/// small documents need, without the library that binds data to classes and takes a tenth of a
/// second to start.
public final class JsonReader {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonReader() {}

  /// @throws tools.jackson.core.JacksonException when the bytes are not JSON
  public static Object read(byte[] json) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      return value(parser, parser.nextToken());
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

  private static Object value(JsonParser parser, @Nullable JsonToken token) {
    return switch (token) {
      case null -> throw new StreamReadException(parser, "no value");
      case START_OBJECT -> {
        var map = new LinkedHashMap<String, Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String key = parser.currentName();
          map.put(key, value(parser, parser.nextToken()));
        }
        yield map;
      }
      case START_ARRAY -> {
        var list = new ArrayList<Object>();
        for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
          list.add(value(parser, t));
        }
        yield list;
      }
      case VALUE_NUMBER_INT -> parser.getLongValue();
      default -> parser.getString();
    };
  }
}
