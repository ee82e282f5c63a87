package dev.envc.backend;

import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import java.io.IOException;
import java.util.List;

/// A backend whose artefacts can be sent somewhere. Implemented beside [Backend].
public interface Publisher {
  /// What a reference looks like, for help: `registry.example.com/team/image:tag`.
  String referenceForm();

  /// The problems that references have in themselves, before anything is built.
  List<Diagnostic> check(List<String> references);

  /// The problems that tags have in themselves.
  List<Diagnostic> checkTags(List<String> tags);

  /// Sends an artefact that this backend made to each reference. Nothing that is there already is
  /// sent again; a failed transfer is tried again.
  ///
  /// @throws UserErrorException when a reference is malformed, refused or unreachable
  List<Published> publish(PublishRequest request) throws IOException, UserErrorException;

  /// @param artifact what [Backend#build] gave back
  /// @param references where to, in the form of [#referenceForm]
  /// @param insecure whether plain http and unverified certificates are accepted
  record PublishRequest(
      Artifact artifact, List<String> references, boolean insecure, ProgressListener progress) {
    public PublishRequest {
      references = List.copyOf(references);
    }
  }

  /// What was sent: the reference, the digest it now has (`sha256:…`), how many blobs were there
  /// already and how many were sent, with their bytes.
  record Published(String reference, String digest, int present, int sent, long sentBytes) {}
}
