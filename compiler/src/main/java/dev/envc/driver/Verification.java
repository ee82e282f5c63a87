package dev.envc.driver;

import dev.envc.attest.signing.VerifyingKey;
import dev.envc.backend.Inspectable;
import dev.envc.diagnostic.BackendCode;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.UserErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds out what a target of `envc verify` is, and verifies it.
final class Verification {
  private final List<Inspectable> backends;
  private final VerifyingKey key;
  private final boolean insecure;

  Verification(Backends backends, VerifyingKey key, boolean insecure) {
    this.backends = backends.inspectable();
    this.key = key;
    this.insecure = insecure;
  }

  /// All targets are looked at before the problems of any are given.
  List<Verified> run(List<String> targets) throws IOException, UserErrorException {
    var problems = new Diagnostics();
    var verified = new ArrayList<Verified>();
    for (String target : targets) {
      try {
        verified.add(verify(target));
      } catch (UserErrorException e) {
        e.diagnostics().forEach(problems::add);
      }
    }
    problems.throwIfErrors();
    return verified;
  }

  private Verified verify(String target) throws IOException, UserErrorException {
    Path path = Path.of(target);
    var verifying = new Verifying(target, key);
    if (!Files.exists(path)) {
      return published(target, verifying);
    }
    Optional<Inspectable> backend = backends.stream().filter(b -> b.recognises(path)).findFirst();
    if (backend.isPresent()) {
      return verifying.run(new BesideEvidence(path).with(backend.get().inspect(path)));
    }
    if (Files.isRegularFile(path)) {
      return verifying.run(BesideEvidence.of(path));
    }
    throw new UserErrorException(
        Diagnostic.error(
                BackendCode.NOT_VERIFIABLE, target + " is nothing that carries a signature.")
            .hint(
                "Verify a file, or the directory of an image layout; a directory that --backend dir"
                    + " made carries none."));
  }

  private Verified published(String target, Verifying verifying)
      throws IOException, UserErrorException {
    boolean reference = target.contains("/") && !target.startsWith("/") && !target.startsWith(".");
    if (!reference || backends.isEmpty()) {
      throw new UserErrorException(
          Diagnostic.error(BackendCode.NOT_VERIFIABLE, "There is no " + target + "."));
    }
    return verifying.run(backends.getFirst().inspect(target, insecure));
  }
}
