package dev.envc.store.signature;

import dev.envc.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// GnuPG with a home of its own.
public final class Gpg {
  private final Path home;

  public Gpg(Path home) throws IOException {
    this.home = home;
    Files.createDirectories(
        home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /// A key that certifies and signs.
  public void key(String name, String expires, String... more) throws Exception {
    var command = new ArrayList<String>(List.of(more));
    command.addAll(List.of("--passphrase", "", "--quick-gen-key", name, "ed25519", "default"));
    command.add(expires);
    run("gpg", command);
  }

  /// What `gpg --clearsign` makes of a text.
  public String clearSign(String text, String name, String... more) throws Exception {
    Path file = Files.writeString(home.resolve("text"), text);
    var command = new ArrayList<String>(List.of(more));
    command.addAll(List.of("--yes", "--clearsign", "-u", name, "-o", "-", file.toString()));
    return run("gpg", command);
  }

  public byte[] certificates(String... names) throws Exception {
    var command = new ArrayList<String>(List.of("--armor", "--export"));
    command.addAll(List.of(names));
    return run("gpg", command).getBytes(StandardCharsets.US_ASCII);
  }

  /// Revokes a key by the certificate that GnuPG made with it, which gives no reason.
  public void revoke(String name) throws Exception {
    String fingerprint =
        run("gpg", List.of("--with-colons", "--list-keys", name))
            .lines()
            .filter(l -> l.startsWith("fpr:"))
            .findFirst()
            .orElseThrow()
            .split(":", -1)[9];
    Path revocation = home.resolve("openpgp-revocs.d/" + fingerprint + ".rev");
    Files.writeString(
        revocation, Files.readString(revocation).replace(":-----BEGIN", "-----BEGIN"));
    run("gpg", List.of("--import", revocation.toString()));
  }

  private String run(String program, List<String> arguments) throws Exception {
    var command = new ArrayList<String>(List.of(Tool.require(program).toString()));
    if (program.equals("gpg")) {
      command.addAll(List.of("--batch", "--quiet", "--no-permission-warning"));
    }
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(home.resolve("log").toFile());
    builder.environment().put("GNUPGHOME", home.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(command + "\n" + Files.readString(home.resolve("log")));
    }
    return output;
  }

  /// Ends the agent that keeps the keys.
  public void stop() throws Exception {
    run("gpgconf", List.of("--kill", "all"));
  }
}
