package dev.envc.cli;

import dev.envc.driver.Why;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `envc why`
@Command(
    name = "why",
    addMethodSubcommands = false,
    description = "Says from the lock of a manifest why a package is in it; resolves nothing.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: envc why prod-line3.env.yaml dev-libs/openssl"})
final class WhyCommand extends ManifestCommand {
  @Parameters(index = "0", paramLabel = "MANIFEST", description = "A manifest file with a lock.")
  Path manifest = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "PACKAGE",
      description = "name, category/name, category/name:slot or category/name-version.")
  String name = "";

  @Override
  public Integer call() throws IOException {
    return run(
        compiler -> compiler.why(manifest, name),
        all -> Json.object("packages", all.stream().map(WhyCommand::json).toList()),
        (all, console) -> all.forEach(w -> print(w, console)));
  }

  private static void print(Why why, Console console) {
    console.out().println("# " + Environments.label(why.arch(), why.variant()) + ": " + why.name());
    why.chains().forEach(chain -> console.out().println("  " + String.join(" > ", chain)));
  }

  private static Object json(Why why) {
    return Json.object(
        "arch",
        why.arch(),
        "variant",
        why.variant(),
        "package",
        why.name(),
        "chains",
        List.copyOf(why.chains()));
  }
}
