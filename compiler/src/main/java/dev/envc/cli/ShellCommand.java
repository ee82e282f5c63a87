package dev.envc.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `envc shell`
@Command(
    name = "shell",
    addMethodSubcommands = false,
    description =
        "A login shell in the environment of a manifest, as yourself and in this directory; the"
            + " environment itself cannot be changed.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: envc shell prod-line3.env.yaml --variant dev"})
final class ShellCommand extends RootCommand {
  @Parameters(paramLabel = "MANIFEST", description = "The manifest file.")
  Path manifest = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException {
    return start(manifest, List.of());
  }
}
