package dev.envc.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// `envc check`
final class CheckCommand extends ManifestCommand {
  private final Supplier<List<Path>> manifests =
      line.parameter("0..*").label("MANIFEST").says("Manifest files.").many("1..*", Path.class);

  private final Supplier<Boolean> trees =
      line.option("--trees")
          .says(
              "Also open the pinned trees and resolve, without looking at binary packages or"
                  + " locks.")
          .flag();

  private final FixOption fix = new FixOption(line);

  CheckCommand(EnvcCommand root) {
    super(
        root,
        "check",
        "Checks manifests: the language, and with --trees also profiles, packages and flags against"
            + " the pinned trees.",
        "",
        "Example: envc check prod-line3.env.yaml --trees");
  }

  @Override
  public Integer call() throws IOException {
    return run(
        fix.around(
            compiler -> compiler.check(manifests.get(), trees.get(), parameters()),
            manifests.get(),
            root.console()),
        checked -> Json.object("environments", checked.environments()),
        (checked, console) ->
            checked.environments().forEach(e -> console.out().println(e + ": no problems found")));
  }
}
