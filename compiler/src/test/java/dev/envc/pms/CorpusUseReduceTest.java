package dev.envc.pms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.Corpus;
import dev.envc.Corpus.Tally;
import dev.envc.pms.ReducedSpec.Form;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Dependency specifications: syntax, conditionals, normal forms.
class CorpusUseReduceTest {
  private static final String FAILS = "fails";

  @Test
  void useReduceVectors() {
    var tally = new Tally("vectors/use_reduce.json");
    int index = 0;
    for (JsonNode vector : Corpus.json("vectors/use_reduce.json")) {
      String function = vector.get("function").asString();
      String id = index++ + " " + function + " " + vector.get("args");
      String expected = expected(function, vector);
      String actual = CorpusVersionsTest.orFails(() -> actual(function, vector));
      Optional<String> rule = explanation(vector);
      if (actual.equals(expected)) {
        tally.equal();
      } else if (rule.isPresent()) {
        tally.explained(id, rule.get());
      } else if (actual.equals(FAILS) || expected.equals(FAILS)) {
        tally.wrongSuccess(id, expected + " but " + actual);
      } else {
        tally.different(id, expected + " but " + actual);
      }
    }
    tally.print();
    assertEquals(0, tally.unexplained());
  }

  /// Where the difference has a rule (spec/portage-differences.md).
  private static Optional<String> explanation(JsonNode vector) {
    return ReducedSpec.depth(vector.get("args").get(0)) > DepSpec.MAX_DEPTH
        ? Optional.of("groups are nested deeper than " + DepSpec.MAX_DEPTH + " levels")
        : Optional.empty();
  }

  private static String expected(String function, JsonNode vector) {
    if (vector.has("raises")) {
      return FAILS;
    }
    return switch (function) {
      case "use_reduce", "paren_reduce" ->
          ReducedSpec.isFlat(vector)
              ? vector.get("result").toString()
              : ReducedSpec.normal(vector.get("result"), Form.of(vector));
      case "dnf_convert", "_overlap_dnf" -> ReducedSpec.normal(vector.get("result"), Form.PREFIXED);
      case "strip_libc_deps" ->
          (vector.has("args_after") ? vector.get("args_after") : vector.get("args"))
              .get(0)
              .toString();
      default -> vector.get("result").toString();
    };
  }

  private static String actual(String function, JsonNode vector) {
    JsonNode args = vector.get("args");
    return switch (function) {
      case "use_reduce" -> UseReduce.of(vector).orElse(FAILS);
      case "paren_reduce" -> UseReduce.parenReduce(args.get(0).asString()).orElse(FAILS);
      case "dnf_convert" ->
          ReducedSpec.normal(
              DisjunctiveForm.of(
                  ReducedSpec.parse(args.get(0), Form.PREFIXED), DisjunctiveForm.Groups.ALL));
      case "_overlap_dnf" ->
          ReducedSpec.normal(
              DisjunctiveForm.of(
                  ReducedSpec.parse(args.get(0), Form.PREFIXED),
                  DisjunctiveForm.Groups.OVERLAPPING));
      case "extract_affecting_use" ->
          UseReduce.parseWithEmptyGroups(args.get(0).asString())
              .map(spec -> spec.flagsAffecting(args.get(1).asString()::equals))
              .map(flags -> CorpusVersionsTest.quoted(List.copyOf(flags)))
              .orElse(FAILS);
      case "strip_libc_deps" -> withoutPackages(args);
      default -> "unknown function";
    };
  }

  private static String withoutPackages(JsonNode args) {
    List<PackageName> libc =
        CorpusVersionsTest.strings(args.get(1)).stream().map(a -> Atom.parse(a).name()).toList();
    return CorpusVersionsTest.quoted(
        CorpusVersionsTest.strings(args.get(0)).stream()
            .filter(atom -> !libc.contains(Atom.parse(atom).name()))
            .toList());
  }
}
