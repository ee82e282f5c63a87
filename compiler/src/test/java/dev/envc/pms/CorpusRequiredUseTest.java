package dev.envc.pms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.Corpus;
import dev.envc.Corpus.Tally;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// REQUIRED_USE, as Portage checks it.
class CorpusRequiredUseTest {
  @Test
  void requiredUseVectors() {
    var tally = new Tally("vectors/required_use.json");
    int index = 0;
    for (JsonNode vector : Corpus.json("vectors/required_use.json")) {
      String id = index++ + " " + vector.get("args").get(0).asString();
      Eapi eapi = Eapi.of(vector.path("kwargs").path("eapi").asString("")).orElse(Eapi.LATEST);
      Parsed<RequiredUse> parsed = RequiredUse.tryParse(vector.get("args").get(0).asString(), eapi);
      String expected = vector.has("raises") ? "raises" : String.valueOf(vector.get("result"));
      String actual =
          switch (parsed) {
            case Parsed.Bad<RequiredUse> _ -> "raises";
            case Parsed.Ok<RequiredUse>(var constraint) -> answer(vector, constraint);
          };
      if (actual.equals(expected)) {
        tally.equal();
      } else if (actual.equals("raises") || expected.equals("raises")) {
        tally.wrongSuccess(id, expected + " but " + actual);
      } else {
        tally.different(id, expected + " but " + actual);
      }
    }
    tally.print();
    assertEquals(0, tally.unexplained());
  }

  private static String answer(JsonNode vector, RequiredUse constraint) {
    JsonNode args = vector.get("args");
    return switch (vector.get("function").asString()) {
      case "get_required_use_flags" ->
          "["
              + String.join(",", constraint.flags().stream().map(f -> '"' + f + '"').toList())
              + "]";
      case "check_required_use" -> {
        if (!constraint.flags().stream().allMatch(predicate(args.get(2)))) {
          yield "raises";
        }
        Set<String> use = new HashSet<>(strings(args.get(1)));
        yield "{\"satisfied\":"
            + constraint.isSatisfied(use::contains)
            + ",\"unsatisfied_part\":\""
            + constraint.unsatisfiedPart(use::contains).orElse("")
            + "\"}";
      }
      default -> "unknown function";
    };
  }

  static Predicate<String> predicate(JsonNode node) {
    JsonNode always = node.get("$always");
    if (always != null) {
      return _ -> always.asBoolean();
    }
    Set<String> members = Set.copyOf(strings(node.get("$member_of")));
    return members::contains;
  }

  static List<String> strings(JsonNode list) {
    var strings = new ArrayList<String>();
    list.forEach(item -> strings.add(item.asString()));
    return strings;
  }
}
