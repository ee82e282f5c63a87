package dev.envc.attest.provenance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A statement as read: what it is about, and what was made beside it. Only SHA-256 counts.
public record Statement(List<Subject> subjects, List<Subject> byproducts) {
  public Statement {
    subjects = List.copyOf(subjects);
    byproducts = List.copyOf(byproducts);
  }

  /// A statement of SLSA provenance; empty when the bytes are something else.
  public static Optional<Statement> parse(byte[] bytes) {
    try {
      JsonNode json = JsonMapper.builder().build().readTree(bytes);
      boolean provenance =
          json.path("_type").asString("").equals(Provenance.STATEMENT_TYPE)
              && json.path("predicateType").asString("").equals(Provenance.PREDICATE_TYPE);
      return provenance
          ? Optional.of(
              new Statement(
                  list(json.path("subject")),
                  list(json.path("predicate").path("runDetails").path("byproducts"))))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  public boolean isAbout(String digest) {
    return subjects.stream().anyMatch(s -> s.digest().equals(digest));
  }

  private static List<Subject> list(JsonNode nodes) {
    var all = new ArrayList<Subject>();
    for (JsonNode n : nodes) {
      String sha256 = n.path("digest").path("sha256").asString("");
      if (!sha256.isEmpty()) {
        all.add(new Subject(n.path("name").asString(""), "sha256:" + sha256));
      }
    }
    return all;
  }
}
