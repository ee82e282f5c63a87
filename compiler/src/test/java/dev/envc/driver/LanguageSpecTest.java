package dev.envc.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.language.ManifestFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the language's pages list is what is there; their examples run in SpecExamplesTest.
final class LanguageSpecTest {
  private static final Path SPEC = Path.of("../spec");

  @Test
  void everyFieldIsInTheTable() throws IOException {
    String page = Files.readString(SPEC.resolve("language.md"));
    List<String> missing =
        ManifestFields.MANIFEST.names().stream()
            .filter(n -> !page.contains("`" + n + "`"))
            .toList();
    assertEquals(List.of(), missing);
  }
}
