package dev.envc.cli;

import dev.envc.diagnostic.ExitClass;
import dev.envc.driver.PackageVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// `envc tree show`
final class TreeCommand extends ManifestCommand {
  private final Chosen chosen = new Chosen(line);

  private final Supplier<String> what = line.parameter("0").label("show").one(String.class);

  private final Supplier<Path> manifest = line.parameter("1").label("MANIFEST").one(Path.class);

  private final Supplier<String> atom =
      line.parameter("2").label("ATOM").says("An atom, or a name alone.").one(String.class);

  TreeCommand(EnvcCommand root) {
    super(
        root,
        "tree",
        "Shows the versions of a package in the pinned trees of a manifest, under its profile:"
            + " `tree show MANIFEST ATOM`.",
        "",
        "Flags are +on or -off; (forced) and [masked] ones cannot be changed by USE.",
        "",
        "Example: envc tree show prod-line3.env.yaml dev-libs/openssl");
  }

  @Override
  public Integer call() throws IOException {
    if (!what.get().equals("show")) {
      root.console()
          .err()
          .println("envc: there is no `envc tree " + what.get() + "`; there is `show`.");
      root.console().err().flush();
      return ExitClass.USAGE.code();
    }
    return run(
        compiler -> compiler.versions(chosen.question(manifest.get(), atom.get(), parameters())),
        all -> Json.object("versions", all.stream().map(TreeCommand::json).toList()),
        (all, console) -> print(all, console));
  }

  private static void print(List<PackageVersion> all, Console console) {
    String environment = "";
    for (PackageVersion v : all) {
      String label = "# " + Environments.label(v.arch(), v.variant());
      if (!label.equals(environment)) {
        console.out().println(label);
        environment = label;
      }
      print(v, console);
    }
  }

  private static void print(PackageVersion v, Console console) {
    String visible = v.hidden().isEmpty() ? "visible" : "masked";
    console.out().println(v.version() + ":" + v.slot() + "::" + v.repository() + "  " + visible);
    v.hidden().forEach(h -> console.out().println("  " + Environments.reason(h)));
    line("keywords", String.join(" ", v.keywords()), console);
    line("use", String.join(" ", v.use().stream().map(Environments::flag).toList()), console);
    line("about", v.description(), console);
  }

  private static void line(String name, String value, Console console) {
    if (!value.isEmpty()) {
      console.out().println("  " + name + ": " + value);
    }
  }

  private static Object json(PackageVersion v) {
    return Json.object(
        "arch",
        v.arch(),
        "variant",
        v.variant(),
        "package",
        v.version(),
        "slot",
        v.slot(),
        "repository",
        v.repository(),
        "description",
        v.description(),
        "keywords",
        v.keywords(),
        "use",
        v.use().stream().map(Environments::json).toList(),
        "visible",
        v.hidden().isEmpty(),
        "masks",
        v.hidden().stream()
            .map(h -> Json.object("text", h.text(), "comment", h.comment(), "place", h.place()))
            .toList());
  }
}
