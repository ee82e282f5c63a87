package dev.envc.driver;

import dev.envc.attest.provenance.Provenance;
import dev.envc.attest.provenance.Statement;
import dev.envc.attest.provenance.Subject;
import dev.envc.attest.signing.Envelope;
import dev.envc.attest.signing.VerifyingKey;
import dev.envc.backend.Evidence;
import dev.envc.diagnostic.BackendCode;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Holds evidence against a key: the whole is signed, a signed statement names it, and the bills of
/// materials are those that the statement names.
final class Verifying {
  private final String target;
  private final VerifyingKey key;
  private final List<String> checks = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  Verifying(String target, VerifyingKey key) {
    this.target = target;
    this.key = key;
  }

  /// The evidence that an artefact carries inside.
  Verified run(Evidence evidence) throws UserErrorException {
    String digest = evidence.digest();
    signature(
        digest,
        evidence.signatures().stream()
            .filter(s -> s.subject().equals(digest) && s.names().equals(digest))
            .anyMatch(s -> key.verifies(s.message(), s.signature())));
    return rest(evidence);
  }

  /// The evidence of a file, whose signature is over its bytes.
  Verified run(BesideEvidence.FileEvidence file) throws UserErrorException {
    signature(file.evidence().digest(), key.verifiesHash(file.hash(), file.signature()));
    return rest(file.evidence());
  }

  private Verified rest(Evidence evidence) throws UserErrorException {
    Optional<Statement> statement = statement(evidence);
    if (statement.isPresent()) {
      bills(evidence, statement.get());
    }
    if (!problems.isEmpty()) {
      throw new UserErrorException(problems.stream().map(this::diagnostic).toList());
    }
    return new Verified(target, evidence.digest(), checks);
  }

  private void signature(String digest, boolean signed) {
    if (signed) {
      checks.add("the signature of " + digest);
    } else {
      problems.add("no signature of " + digest + " is by this key");
    }
  }

  private Optional<Statement> statement(Evidence evidence) {
    for (byte[] envelope : evidence.envelopes()) {
      Optional<Statement> statement =
          Envelope.open(Provenance.MEDIA_TYPE, envelope, key).flatMap(Statement::parse);
      if (statement.filter(s -> s.isAbout(evidence.digest())).isPresent()) {
        checks.add("the signed provenance");
        return statement;
      }
    }
    problems.add("no provenance that this key signed is about " + evidence.digest());
    return Optional.empty();
  }

  /// Each bill that the provenance names is there, and there is none under such a name that it does
  /// not name.
  private void bills(Evidence evidence, Statement statement) {
    for (Subject bill : statement.byproducts()) {
      List<Evidence.Document> there =
          evidence.documents().stream().filter(d -> d.fileName().equals(bill.name())).toList();
      boolean good = false;
      for (Evidence.Document d : there) {
        if (Sha256.of(d.bytes()).toString().equals(bill.digest())) {
          good = true;
        } else {
          problems.add(bill.name() + " is not the one that the provenance names");
        }
      }
      if (good) {
        checks.add("the bill of materials " + bill.name());
      } else if (there.isEmpty()) {
        problems.add("the bill of materials " + bill.name() + " is missing");
      }
    }
  }

  private Diagnostic diagnostic(String problem) {
    return Diagnostic.error(BackendCode.NOT_VERIFIED, target + " is not verified: " + problem + ".")
        .hint("The key is " + key.fingerprint() + "; see `envc explain E0711`.");
  }
}
