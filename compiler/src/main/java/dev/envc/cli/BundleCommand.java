package dev.envc.cli;

import dev.envc.diagnostic.UserErrorException;
import dev.envc.driver.Outcome;
import dev.envc.flash.bundle.Bundle;
import dev.envc.flash.bundle.BundleSigner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// `envc bundle`
final class BundleCommand extends Verb {
  final CommonOptions options = new CommonOptions(line);

  private final Supplier<Path> manifest =
      line.parameter("0")
          .label("MANIFEST")
          .says("The update's .raucm; its payload, .update, lies beside it.")
          .one(Path.class);

  private final Supplier<Path> key =
      line.option("--key")
          .label("FILE")
          .says("An RSA key in PEM, without a pass phrase.")
          .one(Path.class);

  private final Supplier<Path> certificate =
      line.option("--certificate")
          .label("FILE")
          .says("Its certificate in PEM; intermediate ones may follow in the same file.")
          .one(Path.class);

  BundleCommand(EnvcCommand root) {
    super(
        root,
        "bundle",
        "Signs the update of a compiled disk image with two slots: makes a RAUC bundle of it.",
        "",
        "Example: envc bundle build/kiosk-arm64.raucm --key key.pem --certificate cert.pem");
  }

  @Override
  public Integer call() throws IOException {
    Outcome<Path> outcome;
    try {
      outcome =
          Outcome.of(
              Bundle.write(manifest.get(), BundleSigner.read(key.get(), certificate.get())),
              List.of());
    } catch (UserErrorException e) {
      outcome = Outcome.failed(e);
    }
    return new Report(root.console(), options)
        .print(
            outcome,
            bundle -> Json.object("bundle", bundle.toString()),
            (bundle, console) -> console.out().println(bundle));
  }
}
