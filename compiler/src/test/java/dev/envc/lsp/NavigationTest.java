package dev.envc.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeWorkspaceFoldersParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.WorkspaceFoldersChangeEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Going to definitions, renaming, the outline; each in both forms.
@Timeout(180)
final class NavigationTest {
  private static final String YAML =
      """
      envc: 1
      name: "line-${{ line }}"
      arch: amd64
      extends: [std:role/server, common.env.yaml]
      params: { line: 1, debug: { type: bool, default: false } }
      let: { ports: [80, 443], base: "app-${{ line }}" }
      matrix: { line: [1, 2] }
      trees: { gentoo: { directory: tree } }
      profile: gentoo:default/linux/amd64
      description: "Line ${{line}} of \\"${{ base }}\\" costs $${{ line }}"
      packages:
        - { if: debug && line == 2, then: dev-debug/gdb }
        - { for: port, in: ports, then: "app-misc/port${{ port }}" }
        - { for: port, in: ports, then: "app-misc/other${{ port }}" }
      """;
  private static final String DSL =
      """
      envc 1
      environment "line-${{ line }}" {
        arch amd64
        extends std:role/server, common.envc
        param line = 1
        param debug: bool = false
        let ports = [80 443]
        let base = "app-${{ line }}"
        matrix { line [1 2] }
        tree gentoo in tree
        profile gentoo:default/linux/amd64
        description "Line ${{line}} of \\"${{ base }}\\" costs $${{ line }}"
        packages {
          dev-debug/gdb if debug && line == 2
          "app-misc/port${{ port }}" for port in ports
          "app-misc/other${{ port }}" for port in ports
        }
      }
      """;

  @TempDir static Path directory;
  private static EditorClient editor;

  @BeforeAll
  static void start() throws Exception {
    SmallGentoo.write(directory.resolve("tree"));
    Files.writeString(directory.resolve("common.env.yaml"), "hostname: \"host-${{ line }}\"\n");
    Files.writeString(
        directory.resolve("common.envc"), "module { hostname \"host-${{ line }}\" }\n");
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

  private static String open(String name, String text) {
    String uri = editor.open(directory.resolve(name), text);
    assertEquals(List.of(), editor.problems(uri, 1));
    return uri;
  }

  private static Location definition(String uri, String text, String marked) {
    var params =
        new DefinitionParams(new TextDocumentIdentifier(uri), EditorClient.position(text, marked));
    return EditorClient.get(editor.server().getTextDocumentService().definition(params))
        .getLeft()
        .getFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {"env.yaml", "envc"})
  void namesAreDeclaredSomewhere(String ending) {
    boolean dsl = ending.equals("envc");
    String text = text(ending);
    String uri = open("names." + ending, text);
    var line = EditorClient.range(text, dsl ? "line = 1" : "line: 1").getStart();
    var debug = EditorClient.range(text, dsl ? "debug: bool" : "debug: {").getStart();
    var ports = EditorClient.range(text, dsl ? "ports = [" : "ports: [").getStart();
    assertEquals(line, definition(uri, text, "Line ${{li|ne}}").getRange().getStart());
    assertEquals(line, definition(uri, text, "debug && li|ne").getRange().getStart());
    assertEquals(
        debug, definition(uri, text, dsl ? "gdb if de|bug" : "if: de|bug").getRange().getStart());
    assertEquals(
        ports, definition(uri, text, dsl ? "port in po|rts" : "in: po|rts").getRange().getStart());
    Location variable = definition(uri, text, "other${{ po|rt");
    String loop =
        dsl ? "other${{ port }}\" for |port" : "- { for: |port, in: ports, then: \"app-misc/other";
    assertEquals(EditorClient.position(text, loop), variable.getRange().getStart());
  }

  @ParameterizedTest
  @ValueSource(strings = {"env.yaml", "envc"})
  void importsAreFiles(String ending) throws Exception {
    String text = text(ending);
    String uri = open("imports." + ending, text);
    Location common = definition(uri, text, "com|mon.env");
    assertEquals(directory.resolve("common." + ending).toUri().toString(), common.getUri());

    Location module = definition(uri, text, "std:ro|le/server");
    Path source = Path.of(URI.create(module.getUri()));
    assertEquals(
        Files.readString(Path.of("../stdlib/src/main/resources/dev/envc/std/role/server.env.yaml")),
        Files.readString(source));
    assertTrue(source.getFileName().toString().endsWith(".env.yaml"));
  }

  /// A part of a manifest is renamed together with the open manifest that builds on it.
  @ParameterizedTest
  @ValueSource(strings = {"env.yaml", "envc"})
  void aParameterIsRenamedWhereverItStands(String ending) throws Exception {
    String text = text(ending);
    String uri = open("rename." + ending, text);
    Path common = directory.resolve("common." + ending);

    Map<String, List<TextEdit>> changes = rename(uri, text, "Line ${{li|ne}}", "strand");
    assertEquals(2, changes.size());
    String after = FormattingTest.applied(text, changes.getOrDefault(uri, List.of()));
    String expected =
        text.replace("{ line", "{ strand")
            .replace("{line", "{strand")
            .replace("line ==", "strand ==")
            .replace("param line", "param strand")
            .replace("$${{ strand", "$${{ line");
    assertEquals(expected, after);
    String part = Files.readString(common);
    assertEquals(
        part.replace("line", "strand"),
        FormattingTest.applied(part, changes.getOrDefault(common.toUri().toString(), List.of())));

    String opened = editor.open(common, part);
    assertEquals(changes, rename(opened, part, "host-${{ li|ne", "strand"));
    editor.close(opened);
    editor.close(uri);
  }

  @Test
  void aManifestThatWasOpenedJustNowIsRenamedToo() throws Exception {
    Path common = directory.resolve("common.env.yaml");
    String part = Files.readString(common);
    String user = editor.open(directory.resolve("just-now.env.yaml"), YAML);
    String opened = editor.open(common, part);
    Set<String> changed = rename(opened, part, "host-${{ li|ne", "strand").keySet();
    assertTrue(changed.containsAll(Set.of(user, opened)), changed.toString());
    editor.close(opened);
    editor.close(user);
  }

  /// Manifests of the editor's folder that nobody has opened.
  @Test
  void closedManifestsAreRenamedToo() throws Exception {
    Path folder = directory.resolve("folder/lines");
    Files.createDirectories(folder.resolve("deep"));
    Path part = folder.resolve("part.env.yaml");
    String text =
        "envc: 1\nparams: { site: { type: text, default: a } }\nhostname: \"h-${{ site }}\"\n";
    Files.writeString(part, text);
    Path yaml = folder.resolve("deep/one.env.yaml");
    String one = "envc: 1\nname: one\nextends: ../part.env.yaml\ndescription: \"${{ site }}\"\n";
    Files.writeString(yaml, one);
    Path dsl = folder.resolve("two.envc");
    String two =
        "envc 1\nenvironment two {\n  extends ./part.env.yaml\n  description \"${{ site }}\"\n}\n";
    Files.writeString(dsl, two);
    Path other = folder.resolve("other.env.yaml");
    Files.writeString(other, "envc: 1\nname: other\nparams: { site: { type: text } }\n");
    Path hidden = Files.createDirectories(folder.resolve(".git")).resolve("one.env.yaml");
    Files.writeString(hidden, one);

    String opened = editor.open(part, text);
    Map<String, List<TextEdit>> changes = rename(opened, text, "h-${{ si|te", "place");
    assertEquals(Set.of(opened, yaml.toUri().toString(), dsl.toUri().toString()), changes.keySet());
    assertEquals(
        one.replace("site", "place"),
        FormattingTest.applied(one, changes.getOrDefault(yaml.toUri().toString(), List.of())));
    assertEquals(
        two.replace("site", "place"),
        FormattingTest.applied(two, changes.getOrDefault(dsl.toUri().toString(), List.of())));

    // From a place that uses it, in a manifest that the others do not build on.
    editor.close(opened);
    String user = editor.open(yaml, one);
    assertEquals(
        Set.of(user, part.toUri().toString(), dsl.toUri().toString()),
        rename(user, one, "${{ si|te", "place").keySet());
    editor.close(user);
    editor.open(part, text);

    Files.writeString(folder.resolve("broken.env.yaml"), "extends: [part\nhostname: ${{ site }}\n");
    ExecutionException refused =
        assertThrows(ExecutionException.class, () -> rename(opened, text, "h-${{ si|te", "place"));
    assertTrue(String.valueOf(refused.getMessage()).contains("broken.env.yaml"));

    var event = new WorkspaceFoldersChangeEvent();
    event.setRemoved(
        List.of(new WorkspaceFolder(directory.resolve("folder").toUri().toString(), "folder")));
    editor
        .server()
        .getWorkspaceService()
        .didChangeWorkspaceFolders(new DidChangeWorkspaceFoldersParams(event));
    assertEquals(Set.of(opened), rename(opened, text, "h-${{ si|te", "place").keySet());
    editor.close(opened);
  }

  @ParameterizedTest
  @ValueSource(strings = {"env.yaml", "envc"})
  void aVariableOfALoopIsRenamedInItsLoop(String ending) throws Exception {
    String text = text(ending);
    String uri = open("loop." + ending, text);
    List<TextEdit> edits =
        rename(uri, text, "app-misc/other${{ po|rt", "door").getOrDefault(uri, List.of());
    String after = FormattingTest.applied(text, edits);
    assertEquals(2, edits.size());
    assertTrue(after.contains("port${{ port }}"));
    assertTrue(after.contains("other${{ door }}"));
    editor.change(uri, 2, after);
    assertEquals(List.of(), editor.problems(uri, 2));
    editor.close(uri);
  }

  @Test
  void aRenamingThatWouldChangeTheMeaningIsRefused() throws Exception {
    String uri = open("refused.env.yaml", YAML);
    for (String name : List.of("debug", "ports", "arch", "2x", "a b", "")) {
      ExecutionException refused =
          assertThrows(
              ExecutionException.class, () -> rename(uri, YAML, "Line ${{li|ne", name), name);
      assertTrue(String.valueOf(refused.getMessage()).contains("`"), refused.getMessage());
    }
    assertThrows(ExecutionException.class, () -> rename(uri, YAML, "amd|64", "x"));
    editor.close(uri);
  }

  private static Map<String, List<TextEdit>> rename(
      String uri, String text, String marked, String name) throws Exception {
    var service = editor.server().getTextDocumentService();
    var document = new TextDocumentIdentifier(uri);
    var position = EditorClient.position(text, marked);
    PrepareRenameResult prepared =
        service.prepareRename(new PrepareRenameParams(document, position)).get().getSecond();
    assertTrue(
        prepared.getRange().getEnd().getCharacter() - prepared.getRange().getStart().getCharacter()
            == prepared.getPlaceholder().length());
    return service.rename(new RenameParams(document, position, name)).get().getChanges();
  }

  @ParameterizedTest
  @ValueSource(strings = {"env.yaml", "envc"})
  void theOutlineNamesFieldsAndEntries(String ending) {
    String uri = open("outline." + ending, text(ending));
    List<DocumentSymbol> symbols =
        EditorClient.get(
                editor
                    .server()
                    .getTextDocumentService()
                    .documentSymbol(new DocumentSymbolParams(new TextDocumentIdentifier(uri))))
            .stream()
            .map(e -> e.getRight())
            .toList();
    DocumentSymbol params =
        symbols.stream().filter(s -> s.getName().equals("params")).findFirst().orElseThrow();
    assertEquals(
        List.of("line", "debug"),
        params.getChildren().stream().map(DocumentSymbol::getName).toList());
    editor.close(uri);
  }
}
