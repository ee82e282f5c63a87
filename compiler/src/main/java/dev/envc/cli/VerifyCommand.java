package dev.envc.cli;

import dev.envc.driver.Verified;
import dev.envc.driver.VerifyRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `envc verify`
@Command(
    name = "verify",
    addMethodSubcommands = false,
    description =
        "Checks that artefacts, or images in a registry, were signed with a key, and that their"
            + " provenance and bills of materials are those that were signed.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  envc verify build/prod-line3.oci --key cosign.pub",
      "  envc verify registry.example.com/line3:1 --key cosign.pub --format json"
    })
final class VerifyCommand extends ManifestCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "ARTEFACT",
      description = "Files, directories of image layouts, references of images.")
  List<String> targets = List.of();

  @Option(
      names = {"-k", "--key"},
      required = true,
      paramLabel = "KEY",
      description = "The public key, P-256 in PEM form (cosign.pub).")
  Path key = Path.of("");

  @Option(
      names = "--insecure",
      description = "Ask over plain http, or with a certificate that cannot be verified.")
  boolean insecure;

  @Override
  public Integer call() throws IOException {
    var request = new VerifyRequest(targets, key, insecure);
    return run(
        compiler -> compiler.verify(request),
        verified -> Json.object("verified", verified.stream().map(VerifyCommand::json).toList()),
        (verified, console) -> verified.forEach(v -> print(v, console)));
  }

  private static void print(Verified v, Console console) {
    console.out().println(v.target() + "  " + v.digest());
    v.checks().forEach(c -> console.out().println("  good: " + c));
  }

  private static Object json(Verified v) {
    return Json.object("target", v.target(), "digest", v.digest(), "checks", v.checks());
  }
}
