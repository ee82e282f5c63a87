package dev.envc.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `envc run`
@Command(
    name = "run",
    addMethodSubcommands = false,
    description =
        "Runs a command in the environment of a manifest, as yourself and in this directory; the"
            + " environment itself cannot be changed. The exit code is the command's.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  envc run prod-line3.env.yaml -- make",
      "  envc run prod-line3.env.yaml --variant dev --no-network -- ./configure --prefix=/usr"
    })
final class RunCommand extends RootCommand {
  @Parameters(index = "0", paramLabel = "MANIFEST", description = "The manifest file.")
  Path manifest = Path.of("");

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "The command and its arguments, after `--`; none: a login shell.")
  List<String> command = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    return start(manifest, command);
  }
}
