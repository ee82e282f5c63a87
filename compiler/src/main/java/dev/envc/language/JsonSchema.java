package dev.envc.language;

import static dev.envc.language.LeafSchema.ordered;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// The JSON Schema (2020-12) of the YAML form, made from the field table. Editors use it for
/// completion and hover; it is a little wider than the language, which also looks into texts.
public final class JsonSchema {
  private static final Map<String, Object> WRAPPED = ref("wrapped");

  private final List<String> architectures;
  private final List<String> backends;
  private final Map<Shape.Struct, String> names = new LinkedHashMap<>();
  private final SequencedMap<String, Object> definitions = new LinkedHashMap<>();

  private JsonSchema(List<String> architectures, List<String> backends) {
    this.architectures = architectures;
    this.backends = backends;
  }

  /// The schema; `architectures` and `backends` complete the texts of their types.
  public static String text(List<String> architectures, List<String> backends) {
    return JsonText.of(new JsonSchema(architectures, backends).schema()) + "\n";
  }

  private Map<String, Object> schema() {
    definitions.put("wrapped", wrapped());
    Map<String, Object> manifest = struct(ManifestFields.MANIFEST, false);
    var schema = new LinkedHashMap<String, Object>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "envc manifest");
    schema.put("description", "A declared Gentoo environment, or a module that others extend.");
    schema.putAll(manifest);
    schema.put("$defs", definitions);
    return schema;
  }

  /// What stands for a value: one with a priority, under a condition, or repeated.
  private static Map<String, Object> wrapped() {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("default", described("The value, which yields to every other definition."));
    keys.put("force", described("The value, which beats every other definition."));
    keys.put("because", ordered("description", "Why it is forced.", "type", "string"));
    keys.putAll(conditions());
    keys.put("then", described("The value that is conditional or repeated."));
    return ordered(
        "type",
        "object",
        "properties",
        keys,
        "additionalProperties",
        false,
        "anyOf",
        List.of(
            Map.of("required", List.of("default")),
            Map.of("required", List.of("force", "because")),
            Map.of("required", List.of("if", "then")),
            Map.of("required", List.of("for", "in", "then"))));
  }

  private static Map<String, Object> conditions() {
    return ordered(
        "if",
        ordered(
            "description",
            "Counts only when this holds.",
            "type",
            List.of("string", "boolean"),
            "examples",
            List.of("arch == arm64", "debug && arch in [arm, arm64]")),
        "for",
        ordered(
            "description",
            "Repeated: the variable that stands for the item.",
            "type",
            "string",
            "pattern",
            "^[a-z][a-z0-9_-]*$"),
        "in",
        ordered(
            "description",
            "Repeated: the items, or the name of a list.",
            "type",
            List.of("array", "string"),
            "items",
            Map.of("type", List.of("string", "number", "boolean"))));
  }

  private static Map<String, Object> described(String text) {
    return Map.of("description", text);
  }

  private static Map<String, Object> ref(String name) {
    return Map.of("$ref", "#/$defs/" + name);
  }

  /// The options of a value; several of them mean any of them.
  private List<Object> options(Shape shape) {
    var options = new ArrayList<Object>();
    switch (shape) {
      case Shape.Leaf leaf -> options.add(LeafSchema.of(leaf.type(), architectures));
      case Shape.ListOf list -> {
        options.add(ordered("type", "array", "items", anyOf(wrappable(list.item()))));
        if (list.merge() == Shape.Merge.REPLACE) {
          options.addAll(options(list.item()));
        }
      }
      case Shape.MapOf map -> options.add(map(map));
      case Shape.Struct struct -> {
        options.add(ref(define(struct)));
        struct.primary().flatMap(struct::field).ifPresent(p -> options.addAll(options(p.shape())));
      }
      case Shape.Free _ ->
          options.add(Map.of("type", List.of("object", "array", "string", "number", "boolean")));
    }
    return options;
  }

  private List<Object> wrappable(Shape shape) {
    var options = new ArrayList<>(options(shape));
    options.add(WRAPPED);
    return options;
  }

  private static Map<String, Object> anyOf(List<Object> options) {
    return Map.of("anyOf", options);
  }

  private Map<String, Object> map(Shape.MapOf map) {
    Map<String, Object> schema =
        ordered("type", "object", "additionalProperties", anyOf(wrappable(map.value())));
    if (map.key() == LeafType.BACKEND && !backends.isEmpty()) {
      var known = new LinkedHashMap<String, Object>();
      backends.forEach(
          b ->
              known.put(
                  b,
                  ordered("description", "Settings of the backend " + b + ".", "type", "object")));
      schema.put("properties", known);
    }
    schema.put("propertyNames", LeafSchema.of(map.key(), architectures));
    return schema;
  }

  /// The name of a struct's definition.
  private String define(Shape.Struct struct) {
    String known = names.get(struct);
    if (known != null) {
      return known;
    }
    String name = struct.name();
    for (int i = 2; definitions.containsKey(name); i++) {
      name = struct.name() + i;
    }
    names.put(struct, name);
    definitions.put(name, Map.of());
    definitions.put(name, struct(struct, true));
    return name;
  }

  private Map<String, Object> struct(Shape.Struct struct, boolean wrappable) {
    var properties = new LinkedHashMap<String, Object>();
    struct.fields().forEach(f -> properties.put(f.name(), field(f)));
    if (wrappable) {
      properties.putAll(conditions());
    }
    Map<String, Object> schema =
        ordered("type", "object", "properties", properties, "additionalProperties", false);
    var excluded = new ArrayList<Object>();
    for (String a : struct.oneOf()) {
      for (String b : struct.oneOf()) {
        if (a.compareTo(b) < 0) {
          excluded.add(Map.of("not", Map.of("required", List.of(a, b))));
        }
      }
    }
    if (!excluded.isEmpty()) {
      schema.put("allOf", excluded);
    }
    return schema;
  }

  private Map<String, Object> field(Field f) {
    return ordered(
        "description",
        f.doc(),
        "examples",
        List.of(FlowText.read(f.example())),
        "anyOf",
        wrappable(f.shape()));
  }
}
