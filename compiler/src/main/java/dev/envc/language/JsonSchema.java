package dev.envc.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The JSON Schema (2020-12) of the YAML form, made from the field table. Editors use it for
/// completion and hover; it is a little wider than the language, which also looks into texts.
public final class JsonSchema {
  private static final String PRIORITY =
      "{\"type\":\"object\",\"properties\":{\"default\":{},\"force\":{},\"because\":{\"type\":\"string\"},"
          + "\"if\":{\"type\":\"string\"},\"then\":{}},\"additionalProperties\":false,"
          + "\"anyOf\":[{\"required\":[\"default\"]},{\"required\":[\"force\",\"because\"]},{\"required\":[\"if\",\"then\"]}]}";

  /// Patterns of texts that have a simple one.
  private static final Map<LeafType, String> PATTERNS =
      new TreeMap<>(
          Map.of(
              LeafType.COMMIT, "^([0-9a-f]{40}|[0-9a-f]{64})$",
              LeafType.PROFILE, "^[A-Za-z0-9_-]+:.+$",
              LeafType.DURATION, "^[1-9][0-9]*[hdw]$",
              LeafType.IMAGE_PATH, "^/"));

  private JsonSchema() {}

  /// The schema; `architectures` and `backends` complete the texts of their types.
  public static String text(List<String> architectures, List<String> backends) {
    return new Writer(architectures, backends).schema() + "\n";
  }

  private record Writer(List<String> architectures, List<String> backends) {
    String schema() {
      return "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\","
          + "\"title\":\"envc manifest\","
          + struct(ManifestFields.MANIFEST).substring(1);
    }

    /// A value, or a wrapped one.
    private String value(Shape shape) {
      return switch (shape) {
        case Shape.Leaf leaf -> anyOf(List.of(leaf(leaf.type()), "{\"$ref\":\"#/$defs/wrapped\"}"));
        case Shape.ListOf list -> list(list);
        case Shape.MapOf map ->
            "{\"type\":\"object\",\"additionalProperties\":"
                + value(map.value())
                + names(map)
                + "}";
        case Shape.Struct struct -> structOrShort(struct);
        case Shape.Free _ -> "{}";
      };
    }

    private String names(Shape.MapOf map) {
      boolean closed = map.key() == LeafType.BACKEND && !backends.isEmpty();
      return closed ? ",\"propertyNames\":{\"examples\":" + array(backends) + "}" : "";
    }

    private String list(Shape.ListOf list) {
      String array = "{\"type\":\"array\",\"items\":" + value(list.item()) + "}";
      var options = new ArrayList<String>();
      options.add(array);
      if (list.merge() == Shape.Merge.REPLACE) {
        options.add(value(list.item()));
      }
      options.add("{\"$ref\":\"#/$defs/wrapped\"}");
      return anyOf(options);
    }

    private String structOrShort(Shape.Struct struct) {
      return struct
          .primary()
          .flatMap(struct::field)
          .map(p -> anyOf(List.of(value(p.shape()), struct(struct))))
          .orElseGet(() -> struct(struct));
    }

    private String struct(Shape.Struct struct) {
      String fields =
          struct.fields().stream()
              .map(f -> string(f.name()) + ":" + field(f))
              .collect(Collectors.joining(","));
      boolean top = struct.equals(ManifestFields.MANIFEST);
      String condition =
          top ? "" : ",\"if\":{\"type\":\"string\",\"description\":\"Counts when this holds.\"}";
      return "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{"
          + fields
          + condition
          + "}"
          + (top ? ",\"$defs\":{\"wrapped\":" + PRIORITY + "}" : "")
          + "}";
    }

    private String field(Field f) {
      String value = value(f.shape());
      String separator = value.equals("{}") ? "" : ",";
      return "{\"description\":"
          + string(f.doc() + " Example: " + f.example())
          + separator
          + value.substring(1);
    }

    private String leaf(LeafType type) {
      List<String> choices = type == LeafType.ARCH ? architectures : type.choices();
      if (!choices.isEmpty()) {
        return "{\"enum\":" + array(choices) + "}";
      }
      return switch (type) {
        case BOOLEAN -> "{\"type\":\"boolean\"}";
        case LANGUAGE_VERSION -> "{\"const\":" + ManifestFields.VERSION + "}";
        case NUMBER, ID -> "{\"type\":[\"integer\",\"string\"]}";
        case COMMIT, PROFILE, DURATION, IMAGE_PATH ->
            "{\"type\":\"string\",\"pattern\":" + string(pattern(type)) + "}";
        case TEXT,
            NAME,
            PARAMETER_NAME,
            PARAMETER_TYPE,
            IMPORT,
            CONDITION,
            ARCH,
            TREE,
            GIT,
            DIRECTORY,
            SUBDIRECTORY,
            FLAG,
            SIGNED_FLAG,
            USE_EXPAND,
            PACKAGE,
            ATOM,
            CPV,
            KEYWORD,
            LICENSE,
            URL,
            SOURCE,
            MODE,
            OWNER,
            DEVICE,
            ACCOUNT,
            PASSWORD,
            SERVICE,
            HOSTNAME,
            LOCALE,
            TIMEZONE,
            BACKEND ->
            "{\"type\":[\"string\",\"number\",\"boolean\"]}";
      };
    }

    /// A text with parameters is decided later.
    private static String pattern(LeafType type) {
      return PATTERNS.getOrDefault(type, "") + "|\\$\\{\\{";
    }

    private static String anyOf(List<String> options) {
      return "{\"anyOf\":[" + String.join(",", options) + "]}";
    }

    private static String array(List<String> texts) {
      return texts.stream().map(Writer::string).collect(Collectors.joining(",", "[", "]"));
    }

    private static String string(String text) {
      return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
  }
}
