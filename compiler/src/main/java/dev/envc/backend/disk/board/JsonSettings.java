package dev.envc.backend.disk.board;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.DiskCode;
import dev.envc.diagnostic.UserErrorException;
import dev.envc.model.SettingValue;
import dev.envc.source.SourceFile;
import dev.envc.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// Settings written as JSON with `//` comments, each value with its place.
public final class JsonSettings {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

  private final SourceFile file;
  private final JsonParser parser;

  private JsonSettings(SourceFile file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  public static SettingValue.MapValue read(SourceFile file) throws UserErrorException {
    try (JsonParser parser =
        FACTORY.createParser(tools.jackson.core.ObjectReadContext.empty(), file.text())) {
      parser.nextToken();
      if (new JsonSettings(file, parser).value() instanceof SettingValue.MapValue map
          && parser.nextToken() == null) {
        return map;
      }
      throw bad(file.span(), "A board is one JSON object.");
    } catch (JacksonException e) {
      int offset = e.getLocation() == null ? 0 : (int) e.getLocation().getCharOffset();
      throw bad(file.span(offset, offset + 1), "This is not JSON: " + e.getOriginalMessage() + ".");
    }
  }

  private static UserErrorException bad(Span span, String message) {
    return new UserErrorException(Diagnostic.error(DiskCode.BAD_SETTING, span, message));
  }

  private SettingValue value() throws UserErrorException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return map(start);
    }
    if (token == JsonToken.START_ARRAY) {
      return list(start);
    }
    Span span = file.span(start, start + parser.getString().length());
    if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
      return new SettingValue.BooleanValue(parser.getBooleanValue(), span);
    }
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return new SettingValue.IntegerValue(parser.getLongValue(), span);
    }
    if (token == JsonToken.VALUE_STRING) {
      return new SettingValue.TextValue(parser.getString(), span);
    }
    throw bad(span, "A setting is text, a whole number, true, false, a list or an object.");
  }

  private SettingValue map(int start) throws UserErrorException {
    var entries = new LinkedHashMap<String, SettingValue>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      if (entries.put(key, value()) != null) {
        throw bad(file.span(start, start + 1), "`" + key + "` is written twice.");
      }
    }
    return new SettingValue.MapValue(entries, spanFrom(start));
  }

  private SettingValue list(int start) throws UserErrorException {
    List<SettingValue> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value());
    }
    return new SettingValue.ListValue(items, spanFrom(start));
  }

  private Span spanFrom(int start) {
    return file.span(start, (int) parser.currentLocation().getCharOffset());
  }
}
