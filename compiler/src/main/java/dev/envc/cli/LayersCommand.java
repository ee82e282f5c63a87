package dev.envc.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;

/// `envc layers`
final class LayersCommand extends ManifestCommand {
  private final Supplier<Path> before =
      line.parameter("0").label("OLD").says("The image layout that is there.").one(Path.class);

  private final Supplier<Path> after =
      line.parameter("1").label("NEW").says("The image layout that is wanted.").one(Path.class);

  LayersCommand(EnvcCommand root) {
    super(
        root,
        "layers",
        "What a machine that has one image must fetch to get another.",
        "",
        "Examples:",
        "  envc layers last-week/prod-line3.oci build/prod-line3.oci");
  }

  @Override
  public Integer call() throws IOException {
    return run(
        compiler -> compiler.layers(before.get(), after.get()),
        changes -> Json.object("layers", LayerReport.json(changes)),
        (changes, console) -> LayerReport.print(changes, true, console));
  }
}
