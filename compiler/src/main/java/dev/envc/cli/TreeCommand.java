package dev.envc.cli;

import dev.envc.diagnostic.ExitClass;
import dev.envc.driver.PackageVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `envc tree show`
@Command(
    name = "tree",
    description =
        "Shows the versions of a package in the pinned trees of a manifest, under its profile:"
            + " `tree show MANIFEST ATOM`.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Flags are +on or -off; (forced) and [masked] ones cannot be changed by USE.",
      "",
      "Example: envc tree show prod-line3.env.yaml dev-libs/openssl"
    })
final class TreeCommand extends ManifestCommand {
  @Mixin Chosen chosen = new Chosen();

  @Parameters(index = "0", paramLabel = "show")
  String what = "";

  @Parameters(index = "1", paramLabel = "MANIFEST")
  @SuppressWarnings("NullAway.Init")
  Path manifest;

  @Parameters(index = "2", paramLabel = "ATOM", description = "An atom, or a name alone.")
  String atom = "";

  @Override
  public Integer call() throws IOException {
    if (!what.equals("show")) {
      root.console().err().println("envc: there is no `envc tree " + what + "`; there is `show`.");
      root.console().err().flush();
      return ExitClass.USAGE.code();
    }
    return run(
        compiler -> compiler.versions(chosen.question(manifest, atom, parameters())),
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
