package dev.envc.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// `envc shell`
final class ShellCommand extends RootCommand {
  private final Supplier<Path> manifest =
      line.parameter("0").label("MANIFEST").says("The manifest file.").one(Path.class);

  ShellCommand(EnvcCommand root) {
    super(
        root,
        "shell",
        "A login shell in the environment of a manifest, as yourself and in this directory; the"
            + " environment itself cannot be changed.",
        "",
        "Example: envc shell prod-line3.env.yaml --variant dev");
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return start(manifest.get(), List.of());
  }
}
