package dev.envc.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.TextRenderer;
import dev.envc.diagnostic.TextRenderer.Colour;
import dev.envc.language.ManifestFields;
import dev.envc.source.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The fenced examples of the language's pages compile; what the pages quote is what is there.
final class LanguageSpecTest {
  private static final Path SPEC = Path.of("../spec");
  private static final Pattern FENCE = Pattern.compile("(?s)```(yaml|envc)\n(.*?)```");

  @TempDir Path directory;

  @Test
  void examplesCompile() throws IOException {
    int found = 0;
    for (String page : List.of("language.md", "yaml.md", "dsl.md")) {
      var matcher = FENCE.matcher(Files.readString(SPEC.resolve(page)));
      while (matcher.find()) {
        found++;
        String end = matcher.group(1).equals("yaml") ? ".env.yaml" : ".envc";
        Path file = directory.resolve("example" + found + end);
        Files.writeString(file, matcher.group(2));
        var diagnostics = new Diagnostics();
        var settings =
            new ManifestLoader.Settings(FileAccess.LOCAL, Map.of(), new TreeSet<>(List.of("oci")));
        assertTrue(
            ManifestLoader.load(file, settings, diagnostics).isPresent(),
            () -> page + "\n" + new TextRenderer(Colour.OFF).render(diagnostics.toList()));
      }
    }
    assertEquals(2, found);
  }

  @Test
  void theGrammarIsQuotedInFull() throws IOException {
    String grammar = Files.readString(Path.of("src/main/antlr4/dev/envc/frontend/dsl/Envc.g4"));
    assertTrue(Files.readString(SPEC.resolve("dsl.md")).contains(grammar));
  }

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
