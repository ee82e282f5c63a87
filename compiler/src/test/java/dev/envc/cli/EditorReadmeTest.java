package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.envc.json.JsonReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The fenced examples of examples/editors/README.md.
final class EditorReadmeTest {
  private static final Pattern FENCE = Pattern.compile("(?s)```(\\w*)\n(.*?)\n```");

  @TestFactory
  Stream<DynamicTest> fences() throws IOException {
    String text = Files.readString(Path.of("../examples/editors/README.md"));
    return FENCE
        .matcher(text)
        .results()
        .map(m -> DynamicTest.dynamicTest(m.group(2), () -> run(m.group(1), m.group(2))));
  }

  private static void run(String language, String example) throws Exception {
    if (language.equals("json")) {
      assertInstanceOf(
          Map.class, JsonReader.read(example.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    } else if (example.startsWith("envc ")) {
      var out = new StringWriter();
      String[] arguments = example.substring(5).replaceFirst(" > .*", "").split(" ", -1);
      int exit =
          Main.run(
              arguments,
              new Console(new PrintWriter(out), new PrintWriter(out), Terminal.NONE),
              Map.of("PATH", "/usr/bin:/bin"));
      assertEquals(0, exit, out.toString());
      assertTrue(out.toString().startsWith("{"), out.toString());
    } else {
      // Packages of npm and VS Code are not here; the file it ends in is what the extension makes.
      Object extension =
          JsonReader.read(Files.readAllBytes(Path.of("../examples/editors/vscode/package.json")));
      String file =
          JsonReader.text(extension, "name") + "-" + JsonReader.text(extension, "version");
      assertTrue(example.endsWith(" " + file + ".vsix"), example);
    }
  }
}
