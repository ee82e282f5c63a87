package dev.envc.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// `envc run`
final class RunCommand extends RootCommand {
  private final Supplier<Path> manifest =
      line.parameter("0").label("MANIFEST").says("The manifest file.").one(Path.class);

  private final Supplier<List<String>> command =
      line.parameter("1..*")
          .label("COMMAND")
          .says("The command and its arguments, after `--`; none: a login shell.")
          .many("0..*", String.class);

  RunCommand(EnvcCommand root) {
    super(
        root,
        "run",
        "Runs a command in the environment of a manifest, as yourself and in this directory; the"
            + " environment itself cannot be changed. The exit code is the command's.",
        "",
        "Examples:",
        "  envc run prod-line3.env.yaml -- make",
        "  envc run prod-line3.env.yaml --variant dev --no-network -- ./configure --prefix=/usr");
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return start(manifest.get(), command.get());
  }
}
