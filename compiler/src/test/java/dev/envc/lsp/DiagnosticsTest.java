package dev.envc.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Problems as they are shown while a text is written, of unsaved texts.
@Timeout(180)
final class DiagnosticsTest {
  static final String YAML =
      """
      envc: 1
      name: line3
      arch: amd64
      trees: { gentoo: { directory: tree } }
      profile: gentoo:default/linux/amd64
      packages: [app-misc/hello]
      """;
  static final String DSL =
      """
      envc 1
      environment line3 {
        arch amd64
        tree gentoo in tree
        profile gentoo:default/linux/amd64
        packages { app-misc/hello }
      }
      """;

  @TempDir static Path directory;
  private static EditorClient editor;

  @BeforeAll
  static void start() throws Exception {
    editor = EditorClient.start(directory);
  }

  @AfterAll
  static void end() throws Exception {
    assertEquals(0, editor.end());
    assertEquals(List.of(), editor.logged());
  }

  @ParameterizedTest
  @CsvSource({"a.env.yaml,profile", "a.envc,profile"})
  void aProblemStandsAtItsPlaceAndGoesAway(String name, String field) {
    String sound = name.endsWith(".envc") ? DSL : YAML;
    String uri = editor.open(directory.resolve(name), sound);
    assertEquals(List.of(), editor.problems(uri, 1));

    editor.change(uri, 2, sound.replace(field, "profil"));
    Diagnostic problem = editor.problems(uri, 2).getFirst();
    assertEquals("E0120", problem.getCode().getLeft());
    assertEquals("envc", problem.getSource());
    assertEquals(DiagnosticSeverity.Error, problem.getSeverity());
    assertEquals(
        "A manifest has no field `profil`.\nDid you mean `profile`?",
        problem.getMessage().getLeft());
    assertEquals(EditorClient.range(sound.replace(field, "profil"), "profil"), problem.getRange());

    // The client sends what was typed, not the text.
    Position end = problem.getRange().getEnd();
    editor.change(uri, 3, new Range(end, end), "e");
    assertEquals(List.of(), editor.problems(uri, 3));
    editor.close(uri);
  }

  @ParameterizedTest
  @ValueSource(strings = {"import.env.yaml", "import.envc"})
  void unsavedTextsAreImported(String name) throws Exception {
    boolean dsl = name.endsWith(".envc");
    Path common = directory.resolve("common-" + name);
    Files.writeString(common, dsl ? "module { use { ssl } }\n" : "use: [ssl]\n");
    String root =
        dsl
            ? DSL.replace("  arch", "  extends common-" + name + "\n  arch")
            : YAML + "extends: [common-" + name + "]\n";
    String uri = editor.open(directory.resolve(name), root);
    assertEquals(List.of(), editor.problems(uri, 1));

    String broken = dsl ? "module { uze ssl }\n" : "uze: [ssl]\n";
    String imported = editor.open(common, broken);
    List<Diagnostic> shown = editor.problems(imported, 1);
    assertEquals(EditorClient.range(broken, "uze"), shown.getFirst().getRange());
    assertEquals(1, shown.size(), "the file itself and what builds on it say the same");
    editor.change(imported, 2, broken.replace("uze", "use"));
    assertEquals(List.of(), editor.problems(imported, 2));
    assertEquals(List.of(), editor.problems(uri, 1));
    editor.close(imported);
    editor.close(uri);
  }

  @ParameterizedTest
  @ValueSource(strings = {"outputs.env.yaml", "outputs.envc"})
  void settingsOfBackendsAreAskedOfTheBackends(String name) {
    String wrong =
        name.endsWith(".envc")
            ? DSL.replace("  arch", "  output oci { entrypiont /bin/sh  level high }\n  arch")
            : YAML + "outputs: { oci: { entrypiont: [/bin/sh], level: high } }\n";
    String uri = editor.open(directory.resolve(name), wrong);
    List<Diagnostic> problems = editor.problems(uri, 1);
    assertEquals(
        List.of("E0703", "E0704"), problems.stream().map(p -> p.getCode().getLeft()).toList());
    assertEquals(EditorClient.range(wrong, "entrypiont"), problems.getFirst().getRange());
    assertEquals(EditorClient.range(wrong, "high"), problems.getLast().getRange());

    editor.change(uri, 2, wrong.replace("entrypiont", "entrypoint").replace("high", "9"));
    assertEquals(List.of(), editor.problems(uri, 2));
    editor.close(uri);
  }

  @Test
  void theSecondPlaceOfAProblemIsRelated() {
    String text = YAML + "name: again\n";
    String uri = editor.open(directory.resolve("twice.env.yaml"), text);
    Diagnostic problem = editor.problems(uri, 1).getFirst();
    assertEquals("E0107", problem.getCode().getLeft());
    var related = problem.getRelatedInformation().getFirst();
    assertEquals(uri, related.getLocation().getUri());
    assertEquals(EditorClient.range(text, "name"), related.getLocation().getRange());
    editor.close(uri);
  }

  @Test
  void aPartOfManifestsNeedsNoName() {
    String uri = editor.open(directory.resolve("part.env.yaml"), "use: [ssl]\n");
    assertEquals(List.of(), editor.problems(uri, 1));
    String dsl = editor.open(directory.resolve("part.envc"), "module { use { ssl } }\n");
    assertEquals(List.of(), editor.problems(dsl, 1));
  }

  @Test
  void aParameterThatIsSetLaterIsNoError() {
    String uri =
        editor.open(
            directory.resolve("param.env.yaml"), YAML + "params: { line: { type: int } }\n");
    Diagnostic problem = editor.problems(uri, 1).getFirst();
    assertEquals("E0166", problem.getCode().getLeft());
    assertEquals(DiagnosticSeverity.Information, problem.getSeverity());
  }

  /// Columns are UTF-16 code units; lines end as the editor says; a byte order mark is a character.
  @ParameterizedTest
  @CsvSource({"🐧,''", "é,''", "𝔘𝔫𝔦,''", "x,'\uFEFF'", "🐧,'\uFEFF'"})
  void placesAreThoseOfTheEditor(String comment, String mark) {
    String text =
        mark
            + "envc: 1 # "
            + comment
            + "\r\nname: { "
            + comment
            + ": 1, uze: 2 }\r\narch: amd64\r\n";
    String uri = editor.open(directory.resolve("utf16.env.yaml"), text);
    Diagnostic problem = editor.problems(uri, 1).getFirst();
    assertEquals(new Position(1, 6), problem.getRange().getStart());
    int end = "name: { : 1, uze: 2 }".length() + comment.length();
    assertEquals(new Position(1, end), problem.getRange().getEnd());

    String first = mark + "uze: 1 # " + comment;
    editor.change(uri, 2, first);
    assertEquals(EditorClient.range(first, "uze"), editor.problems(uri, 2).getFirst().getRange());
    editor.close(uri);
  }

  @Test
  void otherYamlIsLeftAlone() {
    String other = editor.open(directory.resolve("other.yaml"), "uze: [ssl]\n");
    String uri = editor.open(directory.resolve("own.yaml"), "envc: 1\nuze: [ssl]\n");
    assertTrue(
        editor.problems(uri, 1).stream().anyMatch(d -> d.getCode().getLeft().equals("E0120")));
    assertEquals(List.of(), editor.problems(other, 1));
  }

  @Test
  void aTextThatIsNoFileYetIsChecked() {
    String uri = "untitled:Untitled-1";
    editor.open(uri, "envc", "module { uze ssl }");
    assertEquals("E0120", editor.problems(uri, 1).getFirst().getCode().getLeft());
  }

  @Test
  void closingTakesTheProblemsAway() {
    String uri = editor.open(directory.resolve("closed.env.yaml"), "uze: [ssl]\n");
    assertEquals(1, editor.problems(uri, 1).size());
    editor.close(uri);
    assertEquals(List.of(), editor.problems(uri, p -> p.getDiagnostics().isEmpty()));
  }
}
