package dev.envc.resolve;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.Corpus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Portage's own resolver tests, answered from an empty root.
class CorpusResolverTest {
  @Test
  void handWrittenCases() {
    check("cases.json", "actual_no_autounmask");
  }

  @Test
  void derivedCases() {
    check("derived.json", "no_autounmask");
  }

  @Test
  void eachPackage() {
    check("each.json", "actual");
  }

  static Corpus.Tally run(String file, String answer) {
    var cases = new CorpusCases();
    var tally = new Corpus.Tally(file);
    for (JsonNode one : Corpus.json("portage-tests/" + file)) {
      JsonNode options = one.path("options");
      if (options.has("--onlydeps") || options.has("--with-test-deps")) {
        tally.notAsked(one.get("id").asString(), options.toString());
        continue;
      }
      JsonNode given = one.has(answer) ? one.get(answer) : one.get("actual");
      List<JsonNode> answers = new ArrayList<>();
      if (given.isArray()) {
        given.forEach(answers::add);
      } else {
        answers.add(given);
      }
      int index = 0;
      for (JsonNode requests : requests(one, answers.size())) {
        compare(cases, one, requests, answers.get(index++), tally);
      }
    }
    tally.print();
    return tally;
  }

  private static void compare(
      CorpusCases cases, JsonNode one, JsonNode requests, JsonNode answer, Corpus.Tally tally) {
    String playground = one.get("playground").asString();
    var texts = new ArrayList<String>();
    requests.forEach(r -> texts.add(r.asString()));
    String id = one.get("id").asString() + " " + texts;
    Optional<SortedSet<String>> expected = CorpusCases.packages(answer);
    Request request = cases.request(playground, texts);
    switch (new Resolver().resolve(request, cases.universe(playground))) {
      case Resolution resolution -> {
        SortedSet<String> actual = CorpusCases.packages(resolution);
        if (expected.isEmpty()) {
          // Every resolution has passed the checker, so Portage only gave up.
          tally.explained(id, "Portage gives up; checked: " + actual + problems(answer));
        } else if (expected.get().equals(actual)) {
          tally.equal();
        } else {
          explain(cases, playground, request, expected.get(), id, tally)
              .accept(() -> tally.different(id, difference(expected.get(), actual)));
        }
      }
      case Conflict _ -> {
        if (expected.isPresent()) {
          explain(cases, playground, request, expected.get(), id, tally)
              .accept(() -> tally.wrongSuccess(id, "no answer, Portage " + expected.get()));
        } else {
          tally.equal();
        }
      }
    }
  }

  private static Consumer<Runnable> explain(
      CorpusCases cases,
      String playground,
      Request request,
      SortedSet<String> expected,
      String id,
      Corpus.Tally tally) {
    Optional<String> rule = cases.contradiction(playground, request, expected);
    return otherwise -> rule.ifPresentOrElse(r -> tally.explained(id, r), otherwise);
  }

  private static String problems(JsonNode answer) {
    return answer.get("problems") == null ? "" : " " + answer.get("problems");
  }

  private static List<JsonNode> requests(JsonNode one, int answers) {
    JsonNode requests = one.get("requests");
    var result = new ArrayList<JsonNode>();
    if (!requests.isEmpty() && requests.get(0).isArray()) {
      requests.forEach(result::add);
    }
    while (result.size() < answers) {
      result.add(requests);
    }
    return result.subList(0, answers);
  }

  static String difference(SortedSet<String> expected, SortedSet<String> actual) {
    var missing = new TreeSet<>(expected);
    missing.removeAll(actual);
    var extra = new TreeSet<>(actual);
    extra.removeAll(expected);
    return "Portage " + missing + ", envc " + extra;
  }

  private static void check(String file, String answer) {
    int cases = Corpus.json("portage-tests/" + file).size();
    assertTrue(run(file, answer).unexplained() <= cases / 100, "more than 1 % differ");
  }
}
