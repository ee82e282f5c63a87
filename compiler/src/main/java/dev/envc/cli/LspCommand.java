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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// `envc lsp`
@Command(
    name = "lsp",
    addMethodSubcommands = false,
    description =
        "The language server: speaks the Language Server Protocol on standard input and output, for"
            + " an editor that starts it. Asks nothing of the network.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: in an editor's settings, the command `envc lsp`"})
final class LspCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init")
  @ParentCommand
  EnvcCommand root;

  @Mixin CommonOptions options = new CommonOptions();

  @Option(names = "--stdio", hidden = true, description = "Some editors say so; it is always so.")
  boolean stdio;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintStream protocol = System.out;
    // Whatever prints by mistake does not get between the messages.
    System.setOut(System.err);
    options.offline = true;
    CompilerSettings settings =
        CommandSettings.of(
            options, root.environment(), new Progress(root.console(), /* quiet= */ true));
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
