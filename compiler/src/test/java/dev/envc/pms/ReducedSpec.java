package dev.envc.pms;

import dev.envc.pms.DepSpec.AllOf;
import dev.envc.pms.DepSpec.AnyOf;
import dev.envc.pms.DepSpec.Leaf;
import dev.envc.pms.DepSpec.UseConditional;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Portage's nested lists for specifications: `["||", ["a", "b"]]`, or `[["||", "a", "b"]]`.
final class ReducedSpec {
  private ReducedSpec() {}

  /// Whether the vector asks for a list of tokens without structure.
  static boolean isFlat(JsonNode vector) {
    JsonNode args = vector.get("args");
    return vector.path("kwargs").path("flat").asBoolean(false)
        || (args.size() > 8 && args.get(8).asBoolean(false));
  }

  static int depth(JsonNode text) {
    int depth = 0;
    int max = 0;
    for (String token : text.isString() ? text.asString().split("\\s+", -1) : new String[0]) {
      depth += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
      max = Math.max(max, depth);
    }
    return max;
  }

  /// How an any-of group is written.
  enum Form {
    /// `"||", ["a", "b"]`
    NESTED,
    /// `["||", "a", "b"]`
    PREFIXED;

    static Form of(JsonNode vector) {
      JsonNode args = vector.get("args");
      boolean converted =
          vector.path("kwargs").path("opconvert").asBoolean(false)
              || (args.size() > 7 && args.get(7).asBoolean(false));
      return converted ? PREFIXED : NESTED;
    }
  }

  static AllOf<String> parse(JsonNode list, Form form) {
    return new AllOf<>(items(list, form));
  }

  private static List<DepSpec<String>> items(JsonNode list, Form form) {
    var items = new ArrayList<DepSpec<String>>();
    for (int i = 0; i < list.size(); i++) {
      JsonNode item = list.get(i);
      boolean group = form == Form.NESTED && i + 1 < list.size() && list.get(i + 1).isArray();
      String text = item.asString("");
      if (item.isArray()) {
        boolean anyOf =
            form == Form.PREFIXED && !item.isEmpty() && item.get(0).asString("").equals("||");
        items.add(anyOf ? new AnyOf<>(items(tail(item), form)) : new AllOf<>(items(item, form)));
      } else if (text.equals("||") && group) {
        items.add(new AnyOf<>(items(list.get(++i), form)));
      } else if (text.endsWith("?") && group) {
        boolean negated = text.startsWith("!");
        String flag = text.substring(negated ? 1 : 0, text.length() - 1);
        items.add(new UseConditional<>(flag, negated, items(list.get(++i), form)));
      } else {
        items.add(
            text.equals("__const__/empty-any-of") ? new AnyOf<>(List.of()) : new Leaf<>(text));
      }
    }
    return items;
  }

  private static JsonNode tail(JsonNode list) {
    var rest = ((ArrayNode) list).deepCopy();
    rest.remove(0);
    return rest;
  }

  static String normal(JsonNode list, Form form) {
    return normal(parse(list, form));
  }

  /// The tree's text without groups that mean nothing: single children, all-of within all-of,
  /// any-of within any-of, and groups that were left empty and hold.
  static String normal(AllOf<String> spec) {
    return all(spec.children()).stream().map(ReducedSpec::text).collect(Collectors.joining(" "));
  }

  private static List<DepSpec<String>> all(List<DepSpec<String>> children) {
    var result = new ArrayList<DepSpec<String>>();
    for (DepSpec<String> child : children) {
      DepSpec<String> simple = simple(child);
      if (simple instanceof AllOf<String>(var nested)) {
        result.addAll(nested);
      } else {
        result.add(simple);
      }
    }
    return result;
  }

  private static List<DepSpec<String>> any(List<DepSpec<String>> children) {
    var result = new ArrayList<DepSpec<String>>();
    for (DepSpec<String> child : children) {
      DepSpec<String> simple = simple(child);
      if (simple instanceof AnyOf<String>(var nested)) {
        result.addAll(nested);
      } else if (!(simple instanceof AllOf<String>(var nested)) || !nested.isEmpty()) {
        result.add(simple);
      }
    }
    return result;
  }

  private static DepSpec<String> simple(DepSpec<String> spec) {
    return switch (spec) {
      case AllOf<String>(var children) -> {
        List<DepSpec<String>> rest = all(children);
        yield rest.size() == 1 ? rest.getFirst() : new AllOf<>(rest);
      }
      case AnyOf<String>(var children) -> {
        List<DepSpec<String>> rest = any(children);
        yield rest.size() == 1 ? rest.getFirst() : new AnyOf<>(rest);
      }
      case UseConditional<String>(var flag, var negated, var children) ->
          new UseConditional<>(flag, negated, all(children));
      case DepSpec.ExactlyOneOf<String> _, DepSpec.AtMostOneOf<String> _, Leaf<String> _ -> spec;
    };
  }

  private static String text(DepSpec<String> spec) {
    return spec instanceof AllOf<String> ? "( " + spec + " )" : spec.toString();
  }
}
