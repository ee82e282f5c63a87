package dev.envc.cli;

import dev.envc.diagnostic.UserErrorException;
import dev.envc.driver.Outcome;
import dev.envc.flash.bundle.Bundle;
import dev.envc.flash.bundle.BundleSigner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/// `envc bundle`
@Command(
    name = "bundle",
    addMethodSubcommands = false,
    description =
        "Signs the update of a compiled disk image with two slots: makes a RAUC bundle of it.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example: envc bundle build/kiosk-arm64.raucm --key key.pem --certificate cert.pem"
    })
final class BundleCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init")
  @ParentCommand
  EnvcCommand root;

  @Mixin CommonOptions options = new CommonOptions();

  @Parameters(
      paramLabel = "MANIFEST",
      description = "The update's .raucm; its payload, .update, lies beside it.")
  Path manifest = Path.of("");

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FILE",
      description = "An RSA key in PEM, without a pass phrase.")
  Path key = Path.of("");

  @Option(
      names = "--certificate",
      required = true,
      paramLabel = "FILE",
      description = "Its certificate in PEM; intermediate ones may follow in the same file.")
  Path certificate = Path.of("");

  @Override
  public Integer call() throws IOException {
    Outcome<Path> outcome;
    try {
      outcome = Outcome.of(Bundle.write(manifest, BundleSigner.read(key, certificate)), List.of());
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
