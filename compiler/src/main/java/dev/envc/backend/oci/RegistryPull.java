package dev.envc.backend.oci;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import dev.envc.backend.Evidence;
import dev.envc.diagnostic.BackendCode;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the evidence of an image in a registry.
final class RegistryPull {
  private final String text;
  private final boolean insecure;

  RegistryPull(String text, boolean insecure) {
    this.text = text;
    this.insecure = insecure;
  }

  Evidence evidence() throws IOException, UserErrorException {
    var problems = new ArrayList<Diagnostic>();
    List<ImageReference> references = RegistryPush.parse(List.of(text), problems);
    if (!problems.isEmpty()) {
      throw new UserErrorException(problems);
    }
    ImageReference reference = references.getFirst();
    var http = new FailoverHttpClient(insecure, insecure, _ -> {});
    try {
      var reader = new RegistryReader(reference, http, RegistryPush.credential(reference));
      ImageSource source = new Retrying(reader);
      Optional<Evidence> evidence = new EvidenceReader(source).read(reference.getQualifier());
      return evidence.orElseThrow(
          () ->
              new UserErrorException(
                  Diagnostic.error(
                      BackendCode.NOT_VERIFIABLE,
                      "There is no image " + reference.toStringWithQualifier() + ".")));
    } finally {
      http.shutDown();
    }
  }

  /// Asks again what may pass.
  private record Retrying(ImageSource source) implements ImageSource {
    @Override
    public Optional<byte[]> manifest(String name) throws IOException {
      return again(() -> source.manifest(name));
    }

    @Override
    public Optional<byte[]> blob(String digest) throws IOException {
      return again(() -> source.blob(digest));
    }

    @Override
    public List<String> referrers(String subject) throws IOException {
      return again(() -> source.referrers(subject));
    }

    private static <T> T again(RegistryPush.Call<T> call) throws IOException {
      try {
        return RegistryPush.retry(call);
      } catch (RegistryException e) {
        throw new IOException(e);
      }
    }
  }
}
