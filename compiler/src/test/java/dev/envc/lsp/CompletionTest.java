package dev.envc.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextEdit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is offered where the cursor stands, marked by `|`, while the text around it is broken.
@Timeout(180)
final class CompletionTest {
  private static final String YAML =
      """
      envc: 1
      name: line3
      arch: amd64
      trees: { gentoo: { directory: tree } }
      profile: gentoo:default/linux/amd64
      params: { debug: { type: bool, default: false }, side: { default: left, one-of: [left, right] } }
      """;
  private static final String DSL =
      """
      envc 1
      environment line3 {
        arch amd64
        tree gentoo in tree
        profile gentoo:default/linux/amd64
        param debug: bool = false
        param side = left { one-of [left right] }
      """;

  @TempDir static Path directory;
  private static EditorClient editor;
  private static int documents;

  @BeforeAll
  static void start() throws Exception {
    SmallGentoo.write(directory.resolve("tree"));
    Files.createDirectories(directory.resolve("common"));
    Files.writeString(directory.resolve("common/acme.env.yaml"), "use: [ssl]\n");
    editor = EditorClient.start(directory);
  }

  @AfterAll
  static void end() throws Exception {
    assertEquals(List.of(), editor.logged());
    assertEquals(0, editor.end());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "pack| => packages: package-use:",
        "packages:\\n  - app-misc/he| => app-misc/hello",
        "packages: [hello| => app-misc/hello",
        "packages: [\"@s| => @system",
        "packages:\\n  - @sys| => \"@system\"",
        "packages:\\n"
            + "  - dev-libs/openssl:| => dev-libs/openssl:0 dev-libs/openssl:0/1.1"
            + " dev-libs/openssl:0/3",
        "packages:\\n"
            + "  - dev-libs/openssl:0/|\\n"
            + "use: [ => dev-libs/openssl:0/1.1 dev-libs/openssl:0/3",
        "packages: [\"dev-libs/openssl[-b| => dev-libs/openssl[-bindist",
        "mask: [\">=dev-libs/openssl-| => >=dev-libs/openssl-1.1.1 >=dev-libs/openssl-3.0.8",
        "packages:\\n  - atom: app-misc/hello\\n    use: [| => nls late python_targets_python3_11",
        "packages:\\n  - atom: app-misc/hello\\n    use: [-l| => -late",
        "packages:\\n  - atom: app-misc/hello\\n    us| => use:",
        "packages:\\n  - use: [nl|]\\n    atom: app-misc/hello => nls",
        "package-use: { app-misc/hello: [la| => late",
        "package-use:\\n  dev-libs/op| => dev-libs/openssl:",
        "use: [s| => ssl",
        "use-expand: { python| => python_targets:",
        "use-expand:\\n  python_targets: [| => python3_11",
        "profile: gentoo:def| => gentoo:default/linux/amd64 gentoo:default/linux/amd64/systemd",
        "arch: ar| => arm arm64",
        "extends: [std:role/se| => std:role/server",
        "extends:\\n  - common/| => common/acme.env.yaml",
        "licenses: [\"@F| => @FREE",
        "build-deps: t| => true",
        "hostname: \"${{ de| => debug",
        "when:\\n  - if: arch == ar| => arm arm64",
        "when:\\n  - if: side != | => left right",
        "when:\\n  - if: deb| => debug",
        "matrix: { si| => side:",
        "variants:\\n  dev:\\n    build| => build-deps:",
        "outputs: { d| => disk: dir:",
        "outputs:\\n  disk:\\n    boa| => board:",
        "outputs: { disk: { board: raspberrypi4| => std:board/raspberrypi4",
        "policy:\\n  max-tree-age: { w| => warn:",
        "files: { /etc/motd: { tex| => text:",
        "files:\\n  /etc/motd:\\n    text: |\\n      pack| => ``",
        "name: # pack| => ``",
        "provided: [app-misc/hello-| => app-misc/hello-2.10 app-misc/hello-2.9",
        "package-use: { app-misc/hello: {|} } => use: because:",
        "package-use: { app-misc/hello: [|] } => late nls",
        "package-use: { app-misc/hello: | } => late nls",
        "package-use:\\n  app-misc/hello:\\n    - la| => late",
        "package-use:\\n  app-misc/hello:\\n    | => use: because:",
        "package-use:\\r\\n  app-misc/hello: [la|]\\r => late",
        "packages: [{|}] => atom: use:",
        "packages:\\n  - atom: | => app-misc/hello",
        "matrix: { side: [|] } => left right",
        "params: { x: { type: bool, default: | => true false",
        "when: [{ pack|}] => packages: package-use:",
        "when: [{ if: side == left, package-use: { app-misc/hello: [la|] } }] => late",
        "variants: { dev: { packages: [hel|] } } => app-misc/hello",
        "policy: { permissions: { setuid: | } } => allow warn fail",
        "description: \"abc\\npackages: [app-misc/he|] => app-misc/hello",
        "use: [ssl\\npackages: [app-misc/he|] => app-misc/hello"
      })
  void yaml(String typed, String offered) {
    check("env.yaml", YAML.replace("name: line3\n", "") + "name: line3\n", typed, offered);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '`',
      value = {
        "pack| => packages package-use",
        "tr| => tree",
        "packages { app-misc/he| => app-misc/hello",
        "packages { hello| => app-misc/hello",
        "packages { @s| => @system",
        "packages { dev-libs/openssl:0/| => dev-libs/openssl:0/1.1 dev-libs/openssl:0/3",
        "mask { >=dev-libs/openssl-| => >=dev-libs/openssl-1.1.1 >=dev-libs/openssl-3.0.8",
        "packages { app-misc/hello { use { | => nls late python_targets_python3_11",
        "packages { app-misc/hello { use { -l| => -late",
        "packages { app-misc/hello { use -l| => -late",
        "packages { app-misc/hello { us| => use",
        "package-use { app-misc/hello [la| => late",
        "package-use { dev-libs/op| => dev-libs/openssl",
        "use { s| => ssl",
        "use { ssl python_targets: | => python3_11",
        "profile gentoo:def| => gentoo:default/linux/amd64 gentoo:default/linux/amd64/systemd",
        "profile |\\n"
            + "  packages { @system } => gentoo:default/linux/amd64"
            + " gentoo:default/linux/amd64/systemd",
        "arch ar| => arm arm64",
        "extends std:role/se| => std:role/server",
        "extends std:role/server, common/| => common/acme.env.yaml",
        "licenses { @F| => @FREE",
        "build-deps t| => true",
        "hostname \"${{ de| => debug",
        "if arch == ar| => arm arm64",
        "if side != | => left right",
        "packages { app-misc/hello if deb| => debug",
        "variant dev { build| => build-deps",
        "output d| => disk dir",
        "output disk { boa| => board",
        "output disk { board raspberrypi4| => std:board/raspberrypi4",
        "policy { max-tree-age { w| => warn",
        "file /etc/motd { tex| => text",
        "tree acme f| => from",
        "param x: bo| => bool",
        "param x: bool = | => true false",
        "param x: bool = f| } => false",
        "param side = | { one-of [left right] } } => left right",
        "# pack| => ``",
        "profile\\n  pack| => packages package-use",
        "package-use { app-misc/hello { la| } } => late",
        "package-use { app-misc/hello { -la| } } => -late",
        "package-use { app-misc/hello {|} } => late nls python_targets_python3_11 use because",
        "package-use { app-misc/hello { nls | } } => late nls",
        "package-use { app-misc/hello { nls| late } } => nls",
        "package-use { app-misc/hello [|] } => late nls",
        "package-use { app-misc/hello | } => late nls",
        "package-use {\\n    app-misc/hello {\\n      |\\n    }\\n  } => late nls use because",
        "package-use { app-misc/hello { nls } because \"x\"\\n dev-libs/op| } => dev-libs/openssl",
        "package-use {|} => app-misc/hello dev-libs/openssl",
        "package-keywords { app-misc/hello { ~am| } } => ~amd64",
        "package-licenses { app-misc/hello { @F| } } => @FREE",
        "if debug { package-use { app-misc/hello { la| } } } => late",
        "if side in [|] {} => left right",
        "variant dev { pack|} => packages package-use",
        "matrix { side [|] } => left right",
        "matrix { debug { t| } } => true",
        "packages { app-misc/hello {|} } => use keywords licenses because",
        "policy { permissions { setuid | } } => allow warn fail",
        "description \"abc\\n  packages { app-misc/he| } => app-misc/hello"
      })
  void dsl(String typed, String offered) {
    check("envc", DSL, typed, offered);
  }

  /// Everything of `offered` is offered, and nothing that does not fit what was typed.
  private static void check(String ending, String before, String typed, String offered) {
    String all =
        before
            + "  ".repeat(ending.equals("envc") ? 1 : 0)
            + typed.replace("\\n", "\n").replace("\\r", "\r");
    Map<String, CompletionItem> items = complete(ending, all);
    if (offered.isEmpty()) {
      assertEquals(Map.of(), items);
    }
    for (String text : offered.split(" ", -1)) {
      boolean found =
          items.values().stream()
              .map(i -> i.getTextEdit().getLeft().getNewText().strip())
              .anyMatch(text::equals);
      assertTrue(found || text.isEmpty(), () -> text + " is not offered, but " + items.keySet());
    }
    int most = offered.split(" ", -1).length + 12;
    assertTrue(items.size() <= most, () -> "too much: " + items.keySet());
  }

  private static Map<String, CompletionItem> complete(String ending, String marked) {
    // A bar that starts a block of text in YAML is none of the cursor's.
    int cursor = marked.endsWith("|") ? marked.length() - 1 : marked.indexOf('|');
    String text = marked.substring(0, cursor) + marked.substring(cursor + 1);
    String uri = editor.open(directory.resolve("c" + documents++ + "." + ending), text);
    var params =
        new CompletionParams(new TextDocumentIdentifier(uri), EditorClient.position(text, cursor));
    var items = new TreeMap<String, CompletionItem>();
    EditorClient.get(editor.server().getTextDocumentService().completion(params))
        .getRight()
        .getItems()
        .forEach(i -> items.put(i.getLabel(), i));
    return items;
  }

  @Test
  void whatIsTakenReplacesTheWordWhole() {
    Map<String, CompletionItem> items =
        complete("env.yaml", YAML + "packages: [app-|misc/hel, dev-libs/openssl]\n");
    TextEdit edit = of(items, "app-misc/hello").getTextEdit().getLeft();
    int line = YAML.split("\n", -1).length - 1;
    assertEquals(line, edit.getRange().getStart().getLine());
    assertEquals("packages: [".length(), edit.getRange().getStart().getCharacter());
    assertEquals("packages: [app-misc/hel".length(), edit.getRange().getEnd().getCharacter());
    assertEquals("The hello of tests", of(items, "app-misc/hello").getDetail());
  }

  @Test
  void aFieldBringsItsDocumentation() {
    CompletionItem item = of(complete("env.yaml", YAML + "packa|"), "packages");
    String doc = item.getDocumentation().getRight().getValue();
    assertTrue(doc.startsWith("The packages to install"), doc);
    assertTrue(doc.contains("definitions add up"), doc);
  }

  @Test
  void aFieldThatIsWrittenIsNotOfferedAgain() {
    assertTrue(!complete("env.yaml", YAML + "|").containsKey("profile"));
    assertTrue(!complete("env.yaml", "|\n" + YAML).containsKey("profile"));
  }

  @Test
  void aFlagBringsWhatItMeansForThePackage() {
    Map<String, CompletionItem> items =
        complete("envc", DSL + "  packages { app-misc/hello { use { |");
    assertEquals("Greets in dev-libs/openssl's language", of(items, "nls").getDetail());
    assertEquals("Build with Python 3.11", of(items, "python_targets_python3_11").getDetail());
    assertEquals("before after", of(items, "late").getDetail());
  }

  private static CompletionItem of(Map<String, CompletionItem> items, String label) {
    CompletionItem item = items.get(label);
    return item == null ? fail(label + " is not offered, but " + items.keySet()) : item;
  }
}
