package dev.envc.pms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.Corpus;
import dev.envc.Corpus.Tally;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Package and slot moves, as Portage applies them to dependencies.
class CorpusUpdatesTest {
  @Test
  void updateVectors() {
    var tally = new Tally("vectors/updates.json");
    int index = 0;
    for (JsonNode vector : Corpus.json("vectors/updates.json")) {
      String id = String.valueOf(index++);
      if (!vector.get("function").asString().equals("update_dbentry")) {
        tally.different(id, "unknown function " + vector.get("function"));
        continue;
      }
      JsonNode kwargs = vector.path("kwargs");
      Eapi eapi = Eapi.of(kwargs.path("eapi").asString("")).orElse(Eapi.LATEST);
      Optional<Cpv> parent = kwargs.path("parent").asStringOpt().map(Cpv::parse);
      String result = CorpusVersionsTest.orFails(() -> update(vector.get("args"), eapi, parent));
      if (result.equals(vector.path("result").asString("fails"))) {
        tally.equal();
      } else {
        tally.different(id, vector.get("result") + " but " + result);
      }
    }
    tally.print();
    assertEquals(0, tally.unexplained());
  }

  private static String update(JsonNode args, Eapi eapi, Optional<Cpv> parent) {
    var line = new StringBuilder();
    args.get(0).forEach(word -> line.append(word.asString()).append(' '));
    var updates =
        new PackageUpdates(List.of(PackageUpdates.tryParseLine(line.toString()).orElseThrow()));
    return updates.apply(
        args.get(1).asString(), eapi, atom -> parent.filter(atom::matches).isPresent());
  }
}
