package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the launcher trains the AOT cache with follows the language: with an error in it there
/// would be no cache, and every command would be slow without a word.
final class TrainingTest {
  @ParameterizedTest
  @ValueSource(strings = {"language.env.yaml", "language.envc", "training.env.yaml"})
  void whatTheCacheIsTrainedWithHasNoProblems(String name) {
    var said = new StringWriter();
    var out = new PrintWriter(said);
    var console = new Console(out, out, Terminal.detect(Map.of()));
    int code =
        Main.run(new String[] {"check", "src/main/training/" + name, "--quiet"}, console, Map.of());
    out.flush();
    assertEquals(0, code, said.toString());
  }
}
