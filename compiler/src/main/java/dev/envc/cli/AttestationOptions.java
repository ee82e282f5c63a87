package dev.envc.cli;

import dev.envc.driver.AttestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Options about what is said of artefacts. A passphrase is never an argument: others see those.
final class AttestationOptions {
  @Option(
      names = "--sign",
      paramLabel = "KEY",
      description =
          "Sign what is made with a P-256 key in PEM form (plain or encrypted PKCS #8, or"
              + " cosign.key). The passphrase of an encrypted one comes from --passphrase-file,"
              + " ENVC_KEY_PASSPHRASE or COSIGN_PASSWORD.")
  @Nullable Path key;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "The file whose first line is the key's passphrase.")
  @Nullable Path passphraseFile;

  @Option(
      names = "--sbom-files",
      description = "Bills of materials list every file with its digests.")
  boolean files;

  @Option(
      names = "--builder-id",
      paramLabel = "URI",
      description = "Who runs envc, in the provenance: the URI of your build service.")
  @Nullable String builder;

  AttestOptions read(CommandLine line, Map<String, String> environment) {
    if (builder != null && !builder.matches("[A-Za-z][A-Za-z0-9+.-]*:\\S+")) {
      throw new ParameterException(line, "--builder-id wants a URI, not `" + builder + "`");
    }
    Optional<AttestOptions.Key> signing =
        key == null
            ? Optional.empty()
            : Optional.of(new AttestOptions.Key(key, passphrase(line, environment)));
    return new AttestOptions(signing, files, Optional.ofNullable(builder), Version.number());
  }

  private char[] passphrase(CommandLine line, Map<String, String> environment) {
    if (passphraseFile == null) {
      String other = environment.getOrDefault("COSIGN_PASSWORD", "");
      return environment.getOrDefault("ENVC_KEY_PASSPHRASE", other).toCharArray();
    }
    try {
      return Files.readString(passphraseFile).lines().findFirst().orElse("").toCharArray();
    } catch (IOException e) {
      throw new ParameterException(
          line, "--passphrase-file: " + passphraseFile + " cannot be read");
    }
  }
}
