package dev.envc.cli;

import dev.envc.driver.Verified;
import dev.envc.driver.VerifyRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// `envc verify`
final class VerifyCommand extends ManifestCommand {
  private final Supplier<List<String>> targets =
      line.parameter("0..*")
          .label("ARTEFACT")
          .says("Files, directories of image layouts, references of images.")
          .many("1..*", String.class);

  private final Supplier<Path> key =
      line.option("-k", "--key")
          .label("KEY")
          .says("The public key, P-256 in PEM form (cosign.pub).")
          .one(Path.class);

  private final Supplier<Boolean> insecure =
      line.option("--insecure")
          .says("Ask over plain http, or with a certificate that cannot be verified.")
          .flag();

  VerifyCommand(EnvcCommand root) {
    super(
        root,
        "verify",
        "Checks that artefacts, or images in a registry, were signed with a key, and that their"
            + " provenance and bills of materials are those that were signed.",
        "",
        "Examples:",
        "  envc verify build/prod-line3.oci --key cosign.pub",
        "  envc verify registry.example.com/line3:1 --key cosign.pub --format json");
  }

  @Override
  public Integer call() throws IOException {
    var request = new VerifyRequest(targets.get(), key.get(), insecure.get());
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
