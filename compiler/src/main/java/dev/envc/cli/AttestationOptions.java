package dev.envc.cli;

import dev.envc.driver.AttestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// Options about what is said of artefacts. A passphrase is never an argument: others see those.
final class AttestationOptions {
  private final Supplier<Optional<Path>> key;
  private final Supplier<Optional<Path>> passphraseFile;
  private final Supplier<Boolean> files;
  private final Supplier<Optional<String>> builder;

  AttestationOptions(Arguments line) {
    key =
        line.option("--sign")
            .label("KEY")
            .says(
                "Sign what is made with a P-256 key in PEM form (plain or encrypted PKCS #8, or"
                    + " cosign.key). The passphrase of an encrypted one comes from"
                    + " --passphrase-file, ENVC_KEY_PASSPHRASE or COSIGN_PASSWORD.")
            .maybe(Path.class);
    passphraseFile =
        line.option("--passphrase-file")
            .label("FILE")
            .says("The file whose first line is the key's passphrase.")
            .maybe(Path.class);
    files =
        line.option("--sbom-files")
            .says("Bills of materials list every file with its digests.")
            .flag();
    builder =
        line.option("--builder-id")
            .label("URI")
            .says("Who runs envc, in the provenance: the URI of your build service.")
            .maybe(String.class);
  }

  AttestOptions read(CommandLine line, Map<String, String> environment) {
    String uri = builder.get().orElse("");
    if (builder.get().isPresent() && !uri.matches("[A-Za-z][A-Za-z0-9+.-]*:\\S+")) {
      throw new ParameterException(line, "--builder-id wants a URI, not `" + uri + "`");
    }
    Optional<AttestOptions.Key> signing =
        key.get().map(k -> new AttestOptions.Key(k, passphrase(line, environment)));
    return new AttestOptions(signing, files.get(), builder.get(), Version.number());
  }

  private char[] passphrase(CommandLine line, Map<String, String> environment) {
    Optional<Path> file = passphraseFile.get();
    if (file.isEmpty()) {
      String other = environment.getOrDefault("COSIGN_PASSWORD", "");
      return environment.getOrDefault("ENVC_KEY_PASSPHRASE", other).toCharArray();
    }
    try {
      return Files.readString(file.get()).lines().findFirst().orElse("").toCharArray();
    } catch (IOException e) {
      throw new ParameterException(line, "--passphrase-file: " + file.get() + " cannot be read");
    }
  }
}
