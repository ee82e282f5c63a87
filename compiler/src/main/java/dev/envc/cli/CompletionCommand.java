package dev.envc.cli;

import dev.envc.diagnostic.ExitClass;
import java.util.function.Supplier;
import picocli.AutoComplete;

/// `envc completion`
final class CompletionCommand extends Verb {
  private final Supplier<String> shell =
      line.parameter("0")
          .label("SHELL")
          .says("bash or zsh (which reads the same script after bashcompinit).")
          .one(String.class, "bash");

  CompletionCommand(EnvcCommand root) {
    super(
        root,
        "completion",
        "Prints a completion script for bash or zsh.",
        "",
        "Example: source <(envc completion bash)");
  }

  @Override
  public Integer call() {
    if (!shell.get().equals("bash") && !shell.get().equals("zsh")) {
      root.console()
          .err()
          .println(
              "envc: no completion for the shell "
                  + shell.get()
                  + "; there is one for bash and zsh.");
      return ExitClass.USAGE.code();
    }
    var all = new EnvcCommand(root.console(), root.environment()).commandLine();
    root.console().out().print(AutoComplete.bash("envc", all));
    root.console().out().flush();
    return 0;
  }
}
