package dev.envc.language;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/// JSON from maps, lists, texts, numbers and booleans, indented by two spaces.
final class JsonText {
  private JsonText() {}

  static String of(Object value) {
    return of(value, "\n");
  }

  private static String of(Object value, String line) {
    String inner = line + "  ";
    return switch (value) {
      case Map<?, ?> m when m.isEmpty() -> "{}";
      case Map<?, ?> m ->
          m.entrySet().stream()
              .map(e -> inner + quoted(String.valueOf(e.getKey())) + ": " + of(e.getValue(), inner))
              .collect(Collectors.joining(",", "{", line + "}"));
      case Collection<?> c when c.stream().noneMatch(JsonText::isLarge) ->
          c.stream().map(v -> of(v, line)).collect(Collectors.joining(", ", "[", "]"));
      case Collection<?> c ->
          c.stream()
              .map(v -> inner + of(v, inner))
              .collect(Collectors.joining(",", "[", line + "]"));
      case Number n -> n.toString();
      case Boolean b -> b.toString();
      default -> quoted(value.toString());
    };
  }

  private static boolean isLarge(Object value) {
    return value instanceof Map<?, ?> m && !m.isEmpty();
  }

  private static String quoted(String text) {
    return "\""
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t")
        + "\"";
  }
}
