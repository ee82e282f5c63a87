package dev.envc.driver;

import dev.envc.backend.Artifact;
import dev.envc.backend.Backend;
import dev.envc.backend.Publisher;
import dev.envc.backend.Publisher.PublishRequest;
import dev.envc.diagnostic.BackendCode;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.Diagnostics;
import dev.envc.diagnostic.UserErrorException;
import java.io.IOException;
import java.util.List;

/// Sends what a backend made where the request says. Everything that can be found wrong before the
/// build is.
final class Pushing {
  private final CompilerSettings settings;
  private final Backend backend;
  private final PushTarget target;

  Pushing(CompilerSettings settings, Backend backend, PushTarget target) {
    this.settings = settings;
    this.backend = backend;
    this.target = target;
  }

  /// @param artifactNames the names that the build is going to make
  void check(List<String> artifactNames) throws UserErrorException {
    if (target.references().isEmpty()) {
      return;
    }
    var problems = new Diagnostics();
    publisher().check(target.references()).forEach(problems::add);
    List<String> names = artifactNames.stream().distinct().toList();
    if (names.size() > 1) {
      problems.add(several(names));
    }
    problems.throwIfErrors();
  }

  List<CompiledArtifact.Pushed> push(List<Artifact> artifacts)
      throws IOException, UserErrorException {
    if (target.references().isEmpty()) {
      return List.of();
    }
    if (artifacts.size() != 1) {
      throw new UserErrorException(
          several(artifacts.stream().map(a -> a.path().getFileName().toString()).toList()));
    }
    var request =
        new PublishRequest(
            artifacts.getFirst(), target.references(), target.insecure(), settings.progress());
    return publisher().publish(request).stream()
        .map(
            p ->
                new CompiledArtifact.Pushed(
                    p.reference(), p.digest(), p.present(), p.sent(), p.sentBytes()))
        .toList();
  }

  private Publisher publisher() throws UserErrorException {
    if (backend instanceof Publisher publisher) {
      return publisher;
    }
    throw new UserErrorException(
        Diagnostic.error(
                BackendCode.NOT_PUBLISHABLE,
                "What the backend `" + backend.name() + "` makes cannot be pushed.")
            .hint("Push with `--backend oci`."));
  }

  private static Diagnostic several(List<String> names) {
    return Diagnostic.error(
            BackendCode.NOT_PUBLISHABLE,
            "One reference cannot name several artefacts: " + String.join(", ", names) + ".")
        .hint("Push one manifest and one variant at a time; `--variant` chooses.");
  }
}
