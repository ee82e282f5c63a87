package dev.envc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class EnvcCommandTest {
  private static EnvcCommand command() {
    var nowhere = new PrintWriter(new StringWriter());
    return new EnvcCommand(new Console(nowhere, nowhere, Terminal.NONE), Map.of());
  }

  /// A command that is looked up by its first argument is the one that all commands have there.
  @Test
  void commandsAreFoundByTheirNames() {
    Map<String, CommandLine> all = command().commandLine().getSubcommands();
    assertTrue(all.size() > 10, all.toString());
    all.forEach(
        (name, line) -> {
          CommandLine one = command().commandLine(name, "--help");
          assertEquals(Set.of(name), one.getSubcommands().keySet());
          assertEquals(
              line.getCommandSpec().userObject().getClass(),
              one.getSubcommands()
                  .values()
                  .iterator()
                  .next()
                  .getCommandSpec()
                  .userObject()
                  .getClass());
        });
    assertEquals(all.keySet(), command().commandLine("--help").getSubcommands().keySet());
    assertEquals(all.keySet(), command().commandLine("chekc").getSubcommands().keySet());
  }
}
