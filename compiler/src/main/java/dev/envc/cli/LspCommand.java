package dev.envc.cli;

import dev.envc.diagnostic.ExitClass;
import dev.envc.driver.BackendInfo;
import dev.envc.driver.Compiler;
import dev.envc.driver.CompilerSettings;
import dev.envc.driver.Outcome;
import dev.envc.lsp.Server;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/// `envc lsp`
final class LspCommand extends Verb {
  final CommonOptions options = new CommonOptions(line);

  LspCommand(EnvcCommand root) {
    super(
        root,
        "lsp",
        "The language server: speaks the Language Server Protocol on standard input and output, for"
            + " an editor that starts it. Asks nothing of the network.",
        "",
        "Example: in an editor's settings, the command `envc lsp`");
    // Some editors say so; it is always so.
    line.option("--stdio").hidden().flag();
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintStream protocol = System.out;
    // Whatever prints by mistake does not get between the messages.
    System.setOut(System.err);
    CompilerSettings settings =
        CommandSettings.of(
            options,
            root.environment(),
            new Progress(root.console(), /* quiet= */ true),
            /* offline= */ true);
    Outcome<List<BackendInfo>> backends;
    try (var compiler = new Compiler(settings)) {
      backends = compiler.backends();
    }
    if (backends.value().isEmpty()) {
      new Report(root.console(), options).diagnostics(backends.diagnostics());
      return ExitClass.MACHINE.code();
    }
    return Server.run(
        System.in,
        protocol,
        settings,
        backends.value().get(),
        Path.of("").toAbsolutePath(),
        Version.line());
  }
}
