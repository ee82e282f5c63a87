package dev.envc.cli;

import dev.envc.driver.Origins;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// `envc show`
final class ShowCommand extends ManifestCommand {
  private final Supplier<Path> file = line.parameter("0").label("MANIFEST").one(Path.class);

  ShowCommand(EnvcCommand root) {
    super(
        root,
        "show",
        "Prints the merged environments of a manifest, with the origin of each line.",
        "",
        "Example: envc show line3.env.yaml");
  }

  @Override
  public Integer call() throws IOException {
    return run(
        compiler -> compiler.show(file.get(), parameters()), ShowCommand::json, ShowCommand::print);
  }

  private static Object json(List<Origins.Shown> environments) {
    return environments.stream()
        .map(
            e ->
                Json.object(
                    "arch",
                    e.arch(),
                    "variant",
                    e.variant(),
                    "lines",
                    e.lines().stream()
                        .map(l -> Json.object("text", l.text(), "origin", l.origin().toString()))
                        .toList()))
        .toList();
  }

  private static void print(List<Origins.Shown> environments, Console console) {
    for (Origins.Shown e : environments) {
      String variant = e.variant().isEmpty() ? "" : ", " + e.variant();
      console.out().println("# " + e.arch() + variant);
      for (Origins.Line line : e.lines()) {
        console.out().println(String.format(Locale.ROOT, "%-50s # %s", line.text(), line.origin()));
      }
    }
  }
}
