package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.envc.diagnostic.DiagnosticCodes;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.TextRenderer;
import dev.envc.diagnostic.TextRenderer.Colour;
import dev.envc.driver.ManifestLoader;
import dev.envc.source.FileAccess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every fenced example of README.md and spec/ is true: manifests are checked, commands are ones
/// that envc has, printed problems have codes of the catalogue. A fence in another language fails:
/// it is run here, or is no fence.
///
/// The manifests of a page lie in one folder. One whose first line is the comment `# NAME: …` has
/// that name. One without `envc` is a part: it is checked in a manifest that extends it.
final class SpecExamplesTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\S*)[^\\n]*\\n(.*?)^```$");
  private static final Pattern NAME = Pattern.compile("\\A# ([a-z0-9-]+\\.(?:env\\.yaml|envc)):");
  private static final Pattern SOURCE = Pattern.compile("source[: ] *\"?([a-z0-9./_-]+)");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path scratch;

  @TestFactory
  Stream<DynamicTest> pages() throws IOException {
    return pagePaths().stream()
        .map(p -> DynamicTest.dynamicTest(ROOT.relativize(p).toString(), () -> check(p)));
  }

  private static List<Path> pagePaths() throws IOException {
    var pages = new ArrayList<Path>();
    pages.add(ROOT.resolve("README.md"));
    try (var files = Files.walk(ROOT.resolve("spec"))) {
      files.filter(f -> f.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  private void check(Path page) throws IOException {
    Path folder = Files.createTempDirectory(scratch, "page");
    int number = 0;
    for (MatchResult fence : fences(page)) {
      number++;
      String text = fence.group(2);
      switch (fence.group(1)) {
        case "yaml" -> manifest(folder, text, "example" + number + ".env.yaml");
        case "envc" -> manifest(folder, text, "example" + number + ".envc");
        case "sh" -> text.lines().forEach(SpecExamplesTest::command);
        case "text" -> {
          // What a session says is held against it by SessionsTest.
          if (!text.startsWith("$ ")) {
            printed(text);
          }
        }
        case "antlr" -> grammar(text);
        default -> fail(page + ": nothing runs a fence of `" + fence.group(1) + "`");
      }
    }
  }

  private static List<MatchResult> fences(Path page) throws IOException {
    return FENCE.matcher(Files.readString(page)).results().toList();
  }

  private static void manifest(Path folder, String text, String unnamed) throws IOException {
    var name = NAME.matcher(text);
    Path file = folder.resolve(name.find() ? name.group(1) : unnamed);
    Files.writeString(file, text);
    for (MatchResult source : SOURCE.matcher(text).results().toList()) {
      Files.writeString(folder.resolve(source.group(1)), "");
    }
    boolean whole = Pattern.compile("(?m)^envc:? 1$").matcher(text).find();
    Path main = whole ? file : folder.resolve("main-" + unnamed + ".env.yaml");
    if (!whole) {
      Files.writeString(
          main,
          """
          envc: 1
          name: example
          arch: arm64
          trees: { gentoo: { directory: tree } }
          profile: gentoo:default
          extends: [%s]
          """
              .formatted(file.getFileName()));
    }
    var diagnostics = new Diagnostics();
    ManifestLoader.load(
        main,
        new ManifestLoader.Settings(
            FileAccess.LOCAL, Map.of(), new TreeSet<>(List.of("dir", "disk", "nspawn", "oci"))),
        diagnostics);
    assertEquals("", new TextRenderer(Colour.OFF).render(diagnostics.toList()));
  }

  private static void command(String line) {
    if (line.equals("mvn verify")) {
      return;
    }
    String[] words = line.strip().split(" +", -1);
    assertTrue(words[0].equals("envc") || words[0].equals("./envc"), line);
    var out = new PrintWriter(new StringWriter());
    Main.commandLine(new Console(out, out, Terminal.NONE))
        .parseArgs(List.of(words).subList(1, words.length).toArray(String[]::new));
  }

  private static void printed(String text) {
    for (MatchResult code :
        Pattern.compile("(?m)^(?:error|warning)\\[(E\\d+)\\]").matcher(text).results().toList()) {
      assertTrue(DiagnosticCodes.of(code.group(1)).isPresent(), code.group());
    }
    assertTrue(text.startsWith("error[") || text.startsWith("warning["), text);
  }

  private static void grammar(String text) throws IOException {
    assertEquals(Files.readString(Path.of("src/main/antlr4/dev/envc/frontend/dsl/Envc.g4")), text);
  }

  /// Nothing that looks like a fence is passed over: each is found, and so run.
  @Test
  void everyFenceIsSeen() throws IOException {
    int fences = 0;
    for (Path page : pagePaths()) {
      long lines =
          Files.readString(page).lines().filter(l -> l.strip().matches("(```|~~~).*")).count();
      assertEquals(lines, 2L * fences(page).size(), page.toString());
      fences += fences(page).size();
    }
    assertTrue(fences >= 10, "" + fences);
  }
}
