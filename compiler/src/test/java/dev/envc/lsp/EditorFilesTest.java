package dev.envc.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.frontend.dsl.DslTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The files for editors in examples/editors say what the compiler says.
final class EditorFilesTest {
  private static final Path VSCODE = Path.of("../examples/editors/vscode");
  private static final JsonMapper JSON = new JsonMapper();

  private static JsonNode json(String name) {
    return JSON.readTree(VSCODE.resolve(name));
  }

  @Test
  void theExtensionNamesFilesThatAreThere() {
    JsonNode extension = json("package.json");
    assertTrue(Files.exists(VSCODE.resolve(extension.get("main").asString())));
    JsonNode language = extension.at("/contributes/languages/0");
    assertEquals(".envc", language.at("/extensions/0").asString());
    assertTrue(Files.exists(VSCODE.resolve(language.get("configuration").asString())));
    assertEquals("#", json("language-configuration.json").at("/comments/lineComment").asString());
    JsonNode grammar = extension.at("/contributes/grammars/0");
    assertEquals(
        grammar.get("scopeName").asString(),
        json(grammar.get("path").asString()).get("scopeName").asString());
  }

  @Test
  void theKeywordsAreThoseOfTheGrammar() {
    var keywords = new TreeSet<String>();
    keywords.addAll(words("keyword"));
    keywords.addAll(words("constant"));
    assertEquals(DslTokens.keywords(), List.copyOf(keywords));
  }

  /// The words that a rule of the highlighting matches, each tried.
  private static List<String> words(String rule) {
    String match =
        json("syntaxes/envc.tmLanguage.json").at("/repository/" + rule + "/match").asString();
    Matcher group = Pattern.compile("\\(([a-z|]+)\\)").matcher(match);
    assertTrue(group.find(), match);
    List<String> words = List.of(group.group(1).split("\\|", -1));
    Pattern pattern = Pattern.compile(match);
    for (String word : words) {
      assertTrue(pattern.matcher("x " + word + " {").find(), word);
      assertTrue(!pattern.matcher("dev-libs/" + word + "-x").find(), word);
    }
    return words;
  }

  @Test
  void everyPatternOfTheGrammarIsOne() {
    JsonNode rules = json("syntaxes/envc.tmLanguage.json").get("repository");
    int patterns = 0;
    for (JsonNode rule : rules) {
      for (String key : List.of("match", "begin", "end")) {
        if (rule.has(key)) {
          Pattern.compile(rule.get(key).asString());
          patterns++;
        }
      }
    }
    assertTrue(patterns >= rules.size());
  }
}
