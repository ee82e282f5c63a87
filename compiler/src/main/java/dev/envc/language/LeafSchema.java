package dev.envc.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The JSON Schema of texts. A text with parameters is decided later, so it is always allowed.
final class LeafSchema {
  private static final String TEMPLATE = "\\$\\{\\{";
  private static final List<String> TEXT = List.of("string", "number", "boolean");
  private static final List<String> INTEGER = List.of("integer", "string");

  private LeafSchema() {}

  static Map<String, Object> of(LeafType type, List<String> architectures) {
    return switch (type) {
      case BOOLEAN ->
          Map.of(
              "anyOf",
              List.of(Map.of("type", "boolean"), ordered("type", "string", "pattern", TEMPLATE)));
      case LANGUAGE_VERSION -> Map.of("const", ManifestFields.VERSION);
      case ARCH -> choice(architectures);
      case PARAMETER_TYPE, SCRIPTS, PERMISSION_ACTION, PERMISSION_CHECK -> choice(type.choices());
      case NUMBER -> pattern(INTEGER, "-?[0-9]+");
      case ID -> {
        Map<String, Object> id = pattern(INTEGER, "[0-9]{1,10}");
        id.put("minimum", 0);
        id.put("maximum", Integer.MAX_VALUE);
        yield id;
      }
      case NAME -> pattern(TEXT, "[a-z0-9]([a-z0-9._-]*[a-z0-9])?");
      case PARAMETER_NAME -> pattern(TEXT, "[a-z][a-z0-9_-]*");
      case TREE -> pattern(TEXT, "[A-Za-z0-9_][A-Za-z0-9_-]*");
      case COMMIT -> pattern(List.of("string"), "([0-9a-f]{40}|[0-9a-f]{64})");
      case PROFILE -> pattern(List.of("string"), "[A-Za-z0-9_][A-Za-z0-9_-]*:[^/].*");
      case DURATION -> pattern(List.of("string"), "[1-9][0-9]{0,5}[hdw]");
      case IMAGE_PATH -> pattern(List.of("string"), "/.*");
      case MODE -> pattern(INTEGER, "(0?[0-7]{3,4}|0o[0-7]{1,4})");
      case DEVICE -> pattern(List.of("string"), "[cb] [0-9]{1,4} [0-9]{1,7}");
      case ACCOUNT -> pattern(TEXT, "[a-z_][a-z0-9_-]{0,30}\\$?");
      case FLAG, SIGNED_FLAG -> pattern(TEXT, "-?(\\*|[A-Za-z0-9][A-Za-z0-9+_@-]*)");
      case USE_EXPAND -> pattern(TEXT, "[A-Za-z][A-Za-z0-9_]*");
      case KEYWORD,
          LICENSE,
          SERVICE,
          CPV,
          SUBDIRECTORY,
          DIRECTORY,
          URL,
          HOSTNAME,
          LOCALE,
          TIMEZONE ->
          pattern(TEXT, "\\S(.*\\S)?");
      case PACKAGE, ATOM, WAIVED, INSTALL_MASK -> pattern(TEXT, "[^\\s]+");
      case TEXT, IMPORT, CONDITION, GIT, SOURCE, OWNER, PASSWORD, BACKEND -> Map.of("type", TEXT);
    };
  }

  private static Map<String, Object> choice(List<String> texts) {
    return Map.of(
        "anyOf", List.of(Map.of("enum", texts), ordered("type", "string", "pattern", TEMPLATE)));
  }

  private static Map<String, Object> pattern(List<String> types, String pattern) {
    return ordered(
        "type",
        types.size() == 1 ? types.getFirst() : types,
        "pattern",
        "^(" + pattern + ")$|" + TEMPLATE);
  }

  static Map<String, Object> ordered(Object... keysAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(keysAndValues[i].toString(), keysAndValues[i + 1]);
    }
    return map;
  }
}
