package dev.envc.cli;

import dev.envc.driver.Why;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// `envc why`
final class WhyCommand extends ManifestCommand {
  private final Supplier<Path> manifest =
      line.parameter("0").label("MANIFEST").says("A manifest file with a lock.").one(Path.class);

  private final Supplier<String> name =
      line.parameter("1")
          .label("PACKAGE")
          .says("name, category/name, category/name:slot or category/name-version.")
          .one(String.class);

  WhyCommand(EnvcCommand root) {
    super(
        root,
        "why",
        "Says from the lock of a manifest why a package is in it; resolves nothing.",
        "",
        "Example: envc why prod-line3.env.yaml dev-libs/openssl");
  }

  @Override
  public Integer call() throws IOException {
    return run(
        compiler -> compiler.why(manifest.get(), name.get()),
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
