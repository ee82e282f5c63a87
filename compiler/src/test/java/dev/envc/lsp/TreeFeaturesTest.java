package dev.envc.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the pinned trees add: problems, tried fixes, documentation.
@Timeout(180)
final class TreeFeaturesTest {
  private static final String YAML =
      """
      envc: 1
      name: line3
      arch: amd64
      extends: [common.env.yaml, std:role/server]
      trees: { gentoo: { directory: tree } }
      profile: gentoo:default/linux/amd64
      use: [nls]
      packages:
        - dev-libs/openssl:0/1.1
        - atom: app-misc/hello
          use: [-nls, late]
      package-use: { dev-libs/openssl: [bindist] }
      outputs: { oci: { user: app } }
      """;
  private static final String DSL =
      """
      envc 1
      environment line3 {
        arch amd64
        extends common.env.yaml, std:role/server
        tree gentoo in tree
        profile gentoo:default/linux/amd64
        use { nls }
        packages {
          dev-libs/openssl:0/1.1
          app-misc/hello { use { -nls late } }
        }
        package-use { dev-libs/openssl [bindist] }
        output oci { user app }
      }
      """;

  @TempDir static Path directory;
  private static EditorClient editor;

  @BeforeAll
  static void start() throws Exception {
    SmallGentoo.write(directory.resolve("tree"));
    Files.writeString(directory.resolve("common.env.yaml"), "use: [ssl]\nhostname: shared\n");
    editor = EditorClient.start(directory);
  }

  @AfterAll
  static void end() throws Exception {
    assertEquals(List.of(), editor.logged());
    assertEquals(0, editor.end());
  }

  private static String text(String ending) {
    return ending.equals("envc") ? DSL : YAML;
  }

  @ParameterizedTest
  @ValueSource(strings = {"env.yaml", "envc"})
  void aConflictBringsFixesThatWereTried(String ending) {
    String text =
        text(ending)
            .replace(", std:role/server", "")
            .replace("dev-libs/openssl:0/1.1", "dev-libs/legacy")
            .replace("late", "nls");
    text = text.replace("[-nls, nls]", "[nls]").replace("-nls nls", "nls");
    String uri = editor.open(directory.resolve("conflict." + ending), text);
    Diagnostic problem = editor.problems(uri, TreeFeaturesTest::hasError).getFirst();
    assertEquals(
        EditorClient.range(text, "dev-libs/legacy"), problem.getRange(), problem.toString());

    List<CodeAction> actions = actions(uri, problem);
    CodeAction accept =
        actions.stream()
            .filter(a -> a.getTitle().contains("~amd64"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(actions.toString()));
    assertEquals("quickfix", accept.getKind());
    String fixed =
        FormattingTest.applied(text, accept.getEdit().getChanges().getOrDefault(uri, List.of()));
    assertTrue(fixed.contains("package-keywords"), fixed);

    editor.change(uri, 2, fixed);
    assertEquals(List.of(), editor.problems(uri, 2));
    assertTrue(actions(uri, problem).isEmpty(), "an old fix is not offered for a new text");
    editor.close(uri);
  }

  @ParameterizedTest
  @ValueSource(strings = {"env.yaml", "envc"})
  void aSlipInANameIsSeenInTheTree(String ending) {
    String text = text(ending).replace(", std:role/server", "").replace("bindist", "bindisd");
    String uri = editor.open(directory.resolve("slip." + ending), text);
    Diagnostic problem =
        editor
            .problems(uri, p -> p.getDiagnostics().stream().anyMatch(d -> code(d).equals("E0307")))
            .getFirst();
    assertEquals(EditorClient.range(text, "bindisd"), problem.getRange());
    assertEquals(DiagnosticSeverity.Warning, problem.getSeverity());
    editor.close(uri);
  }

  /// Neither a fetch nor a run of an ebuild begins because a file is opened.
  @Test
  void whatIsNotHereIsSaidAndNotMade() throws Exception {
    Path overlay = directory.resolve("overlay");
    SmallGentoo.write(overlay);
    Path ran = directory.resolve("ran");
    Files.writeString(
        overlay.resolve("app-misc/hello/hello-3.ebuild"), "EAPI=8\nSLOT=0\n: > " + ran + "\n");
    String uri =
        editor.open(
            directory.resolve("overlay.env.yaml"),
            YAML.replace("directory: tree", "directory: overlay"));
    Diagnostic notIndexed = editor.problems(uri, p -> !p.getDiagnostics().isEmpty()).getFirst();
    assertEquals("E0226", code(notIndexed));
    assertEquals(DiagnosticSeverity.Information, notIndexed.getSeverity());
    assertFalse(Files.exists(ran));

    String remote =
        YAML.replace(
            "{ directory: tree }",
            "{ git: https://gentoo.invalid/tree, commit: b2bcc50fd17267e7baed91d9c248d5cafd10d14e"
                + " }");
    String other = editor.open(directory.resolve("remote.env.yaml"), remote);
    Diagnostic notHere = editor.problems(other, p -> !p.getDiagnostics().isEmpty()).getFirst();
    assertEquals("E0225", code(notHere));
    assertEquals(DiagnosticSeverity.Information, notHere.getSeverity());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "dev-libs/open|ssl:0/1.1 => The openssl of tests",
        "dev-libs/open|ssl:0/1.1 => https://openssl.example/",
        "dev-libs/open|ssl:0/1.1 => License: MIT",
        "dev-libs/open|ssl:0/1.1 => 3.0.8, slot 0/3",
        "dev-libs/open|ssl:0/1.1 => `bindist` — Leaves patents out",
        "app-misc/he|llo => `nls` — Greets in dev-libs/openssl's language",
        "-n|ls => **nls** of app-misc/hello — Greets in",
        "la|te => before",
        "bin|dist => **bindist** of dev-libs/openssl — Leaves patents out",
        "pack|ages => The packages to install",
        "prof|ile => The profile: the tree it is in",
        "amd|64 => The Gentoo architecture",
        "std:role/se|rver => std:role/server",
        "us|er => user",
        "u|se => `ssl` — common.env.yaml:1",
        "u|se => `nls` — hover"
      })
  void hoversSayWhatThingsAre(String marked, String said) {
    for (String ending : List.of("env.yaml", "envc")) {
      String text = text(ending);
      String uri = editor.open(directory.resolve("hover." + ending), text);
      var params =
          new HoverParams(new TextDocumentIdentifier(uri), EditorClient.position(text, marked));
      Hover hover = EditorClient.get(editor.server().getTextDocumentService().hover(params));
      String markdown = hover == null ? "nothing" : hover.getContents().getRight().getValue();
      assertTrue(markdown.contains(said), () -> ending + ": " + markdown);
      assertFalse(markdown.contains("root:"), markdown);
    }
  }

  private static boolean hasError(PublishDiagnosticsParams p) {
    return p.getDiagnostics().stream().anyMatch(d -> d.getSeverity() == DiagnosticSeverity.Error);
  }

  private static String code(Diagnostic d) {
    return d.getCode().getLeft();
  }

  private static List<CodeAction> actions(String uri, Diagnostic problem) {
    var params =
        new CodeActionParams(
            new TextDocumentIdentifier(uri),
            problem.getRange(),
            new CodeActionContext(List.of(problem)));
    return EditorClient.get(editor.server().getTextDocumentService().codeAction(params)).stream()
        .map(e -> e.getRight())
        .toList();
  }
}
