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
import java.util.stream.Stream;

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
  /// @param tags the tags that it is going to have
  void check(List<String> artifactNames, List<String> tags) throws UserErrorException {
    if (!tags.isEmpty()) {
      var problems = new Diagnostics();
      publisher().checkTags(tags).forEach(problems::add);
      problems.throwIfErrors();
    }
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

  /// @param tags what a reference without a tag is pushed as; as it is when there are none
  List<CompiledArtifact.Pushed> push(List<Artifact> artifacts, List<String> tags)
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
            artifacts.getFirst(),
            tagged(target.references(), tags),
            target.insecure(),
            settings.progress());
    return publisher().publish(request).stream()
        .map(
            p ->
                new CompiledArtifact.Pushed(
                    p.reference(), p.digest(), p.present(), p.sent(), p.sentBytes()))
        .toList();
  }

  private static List<String> tagged(List<String> references, List<String> tags) {
    return references.stream()
        .flatMap(
            r -> {
              String last = r.substring(r.lastIndexOf('/') + 1);
              boolean named = last.contains(":") || last.contains("@");
              return named || tags.isEmpty() ? Stream.of(r) : tags.stream().map(t -> r + ":" + t);
            })
        .distinct()
        .toList();
  }

  private Publisher publisher() throws UserErrorException {
    if (backend instanceof Publisher publisher) {
      return publisher;
    }
    throw new UserErrorException(
        Diagnostic.error(
                BackendCode.NOT_PUBLISHABLE,
                "What the backend `"
                    + backend.name()
                    + "` makes cannot be pushed, and has no tags.")
            .hint("`--push` and `--tag` go with `--backend oci`."));
  }

  private static Diagnostic several(List<String> names) {
    return Diagnostic.error(
            BackendCode.NOT_PUBLISHABLE,
            "One reference cannot name several artefacts: " + String.join(", ", names) + ".")
        .hint("Push one manifest and one variant at a time; `--variant` chooses.");
  }
}
