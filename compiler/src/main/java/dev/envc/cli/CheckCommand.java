package dev.envc.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `envc check`
@Command(
    name = "check",
    addMethodSubcommands = false,
    description =
        "Checks manifests: the language, and with --trees also profiles, packages and flags against"
            + " the pinned trees.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: envc check prod-line3.env.yaml --trees"})
final class CheckCommand extends ManifestCommand {
  @Parameters(arity = "1..*", paramLabel = "MANIFEST", description = "Manifest files.")
  List<Path> manifests = List.of();

  @Option(
      names = "--trees",
      description =
          "Also open the pinned trees and resolve, without looking at binary packages or locks.")
  boolean trees;

  @Mixin FixOption fix = new FixOption();

  @Override
  public Integer call() throws IOException {
    return run(
        fix.around(
            compiler -> compiler.check(manifests, trees, parameters()), manifests, root.console()),
        checked -> Json.object("environments", checked.environments()),
        (checked, console) ->
            checked.environments().forEach(e -> console.out().println(e + ": no problems found")));
  }
}
