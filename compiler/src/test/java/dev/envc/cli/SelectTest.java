package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One manifest with a matrix of two lines, two architectures and a variant: what is compiled of
/// it.
final class SelectTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path directory;

  @Test
  void allRowsWithoutTheVariants() throws IOException {
    assertEquals(
        List.of(
            "quickstart-3-amd64", "quickstart-3-arm64", "quickstart-4-amd64", "quickstart-4-arm64"),
        compiled());
  }

  @Test
  void aRow() throws IOException {
    assertEquals(List.of("quickstart-3-arm64"), compiled("--select", "arch=arm64,line=3"));
  }

  @Test
  void severalValuesOfAKey() throws IOException {
    assertEquals(
        List.of("quickstart-3-amd64", "quickstart-4-amd64"),
        compiled("--select", "line=3,line=4", "--select", "arch=amd64"));
  }

  @Test
  void aVariantIsNamedByItself() throws IOException {
    assertEquals(
        List.of("quickstart-4-dev-amd64"),
        compiled("--select", "variant=dev,line=4", "--arch", "amd64"));
  }

  @Test
  void aVariantOfAllRows() throws IOException {
    assertEquals(
        List.of("quickstart-3-dev-amd64", "quickstart-4-dev-amd64"),
        compiled("--variant", "dev", "--arch", "amd64"));
  }

  @Test
  void namesThatHoldTheRow() throws IOException {
    var quickstart = new QuickstartCommands(directory);
    String text = Files.readString(quickstart.manifest());
    Files.writeString(
        quickstart.manifest(),
        text.replace("name: quickstart", "name: q-${{ line }}")
            + "params: { line: { type: int } }\nmatrix: { line: [3, 4] }\nvariants: { dev: {} }\n");
    String manifest = quickstart.manifest().toString();
    QuickstartCommands.Result locked = quickstart.run("lock", manifest);
    assertEquals(0, locked.exit(), locked.err());
    String out = directory.resolve("out").toString();
    QuickstartCommands.Result compiled =
        quickstart.run(
            "compile", manifest, "-b", "dir", "-o", out, "--frozen", "--select", "name=q-4");
    assertEquals(0, compiled.exit(), compiled.err());
    assertEquals(List.of("q-4-amd64", "q-4-arm64"), made());
  }

  @Test
  void aKeyThatIsNotThere() throws IOException {
    QuickstartCommands.Result result = run("--select", "lien=3");
    assertEquals(2, result.exit(), result.err());
    assertTrue(result.err().contains("Did you mean `line`?"), result.err());
  }

  @Test
  void aValueThatIsNotThere() throws IOException {
    QuickstartCommands.Result result = run("--select", "line=5");
    assertEquals(2, result.exit(), result.err());
    assertTrue(result.err().contains("error[E0905]"), result.err());
  }

  @Test
  void noKey() throws IOException {
    assertEquals(2, run("--select", "arm64").exit());
  }

  private List<String> compiled(String... options) throws IOException {
    QuickstartCommands.Result result = run(options);
    assertEquals(0, result.exit(), result.err());
    return made();
  }

  private List<String> made() throws IOException {
    try (var made = Files.list(directory.resolve("out"))) {
      return made.map(p -> p.getFileName().toString())
          .filter(n -> !n.contains("."))
          .sorted()
          .toList();
    }
  }

  private QuickstartCommands.Result run(String... options) throws IOException {
    var quickstart = new QuickstartCommands(directory);
    Files.writeString(
        quickstart.manifest(),
        """

        params: { line: { type: int } }
        matrix: { line: [3, 4] }
        variants: { dev: {} }
        """,
        StandardOpenOption.APPEND);
    Path out = directory.resolve("out");
    Files.createDirectories(out);
    var arguments = new java.util.ArrayList<String>();
    arguments.addAll(
        List.of("compile", quickstart.manifest().toString(), "--backend", "dir", "--quiet"));
    arguments.addAll(List.of("--output", out.toString()));
    arguments.addAll(List.of(options));
    return quickstart.run(arguments.toArray(String[]::new));
  }
}
