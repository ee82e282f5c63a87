package dev.envc.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `envc layers`
@Command(
    name = "layers",
    addMethodSubcommands = false,
    description = "What a machine that has one image must fetch to get another.",
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  envc layers last-week/prod-line3.oci build/prod-line3.oci"})
final class LayersCommand extends ManifestCommand {
  @Parameters(index = "0", paramLabel = "OLD", description = "The image layout that is there.")
  Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "The image layout that is wanted.")
  Path after = Path.of("");

  @Override
  public Integer call() throws IOException {
    return run(
        compiler -> compiler.layers(before, after),
        changes -> Json.object("layers", LayerReport.json(changes)),
        (changes, console) -> LayerReport.print(changes, true, console));
  }
}
