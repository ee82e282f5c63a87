package dev.envc.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.envc.driver.LanguageTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextEdit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Formatting is `envc fmt`.
@Timeout(180)
final class FormattingTest {
  @TempDir Path directory;

  @Test
  void formattingIsWhatTheCommandDoes() throws Exception {
    try (EditorClient editor = EditorClient.start(directory)) {
      for (String name :
          List.of("a.env.yaml", "a.envc", "crlf.env.yaml", "bom.envc", "wide.envc")) {
        String text = name.endsWith(".envc") ? dsl() : yaml();
        String whole =
            switch (name) {
              case "crlf.env.yaml" -> text.replace("\n", "\r\n");
              case "bom.envc" -> "\uFEFF" + text;
              case "wide.envc" -> text.replace("Line", "🐧Line");
              default -> text;
            };
        Path file = directory.resolve(name);
        Files.writeString(file, whole);
        LanguageTools.Formatted expected = LanguageTools.format(file).value().orElseThrow();
        String uri = editor.open(file, whole);
        String after = applied(whole, format(editor, uri));
        assertEquals(expected.after(), after.replace("\uFEFF", ""), name);
        editor.change(uri, 2, after);
        assertEquals(List.of(), format(editor, uri), "canonical text stays as it is");
        editor.change(uri, 3, after + "\n{");
        assertEquals(List.of(), format(editor, uri), "broken text stays as it is");
      }
    }
  }

  private static String yaml() {
    return "envc:   1\nname: line3\ndescription: 'Line 3'\nuse: [ ssl,\n  nls ]\n";
  }

  private static String dsl() {
    return "envc 1 environment line3 { description \"Line 3\"\n use { ssl\n nls } }\n";
  }

  private static List<? extends TextEdit> format(EditorClient editor, String uri) {
    return EditorClient.get(
        editor
            .server()
            .getTextDocumentService()
            .formatting(
                new DocumentFormattingParams(
                    new TextDocumentIdentifier(uri), new FormattingOptions(2, true))));
  }

  static String applied(String text, List<? extends TextEdit> edits) {
    String result = text;
    var lastFirst =
        edits.stream()
            .sorted(
                (a, b) ->
                    offset(text, b.getRange().getStart()) - offset(text, a.getRange().getStart()))
            .toList();
    for (TextEdit e : lastFirst) {
      result =
          result.substring(0, offset(text, e.getRange().getStart()))
              + e.getNewText()
              + result.substring(offset(text, e.getRange().getEnd()));
    }
    return result;
  }

  private static int offset(String text, Position position) {
    int at = 0;
    for (int line = 0; line < position.getLine(); line++) {
      at = text.indexOf('\n', at) + 1;
    }
    return at + position.getCharacter();
  }
}
