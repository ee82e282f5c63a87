package dev.envc.cli;

import dev.envc.diagnostic.ExitClass;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `envc completion`
@Command(
    name = "completion",
    addMethodSubcommands = false,
    description = "Prints a completion script for bash or zsh.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: source <(envc completion bash)"})
final class CompletionCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init")
  @ParentCommand
  EnvcCommand root;

  @Parameters(
      paramLabel = "SHELL",
      defaultValue = "bash",
      description = "bash or zsh (which reads the same script after bashcompinit).")
  String shell = "bash";

  @Override
  public Integer call() {
    if (!shell.equals("bash") && !shell.equals("zsh")) {
      root.console()
          .err()
          .println(
              "envc: no completion for the shell " + shell + "; there is one for bash and zsh.");
      return ExitClass.USAGE.code();
    }
    root.console().out().print(AutoComplete.bash("envc", root.commandLine()));
    root.console().out().flush();
    return 0;
  }
}
