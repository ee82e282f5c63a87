package dev.envc.backend.oci;

import dev.envc.backend.Evidence;
import dev.envc.backend.Evidence.Document;
import dev.envc.backend.Evidence.Signed;
import dev.envc.backend.archive.HashingStream;
import dev.envc.diagnostic.BackendCode;
import dev.envc.diagnostic.Diagnostic;
import dev.envc.diagnostic.UserErrorException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Collects what speaks for an image: signatures and signed statements under the names that cosign
/// gives them, documents as referrers. Every byte is held against its digest.
final class EvidenceReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ImageSource source;
  private final List<Signed> signatures = new ArrayList<>();
  private final List<byte[]> envelopes = new ArrayList<>();
  private final List<Document> documents = new ArrayList<>();

  EvidenceReader(ImageSource source) {
    this.source = source;
  }

  /// The evidence of the image under a tag or digest; empty when there is no such image.
  Optional<Evidence> read(String name) throws IOException, UserErrorException {
    Optional<byte[]> top = source.manifest(name);
    if (top.isEmpty()) {
      return Optional.empty();
    }
    String digest = HashingStream.digest(top.get());
    if (name.startsWith("sha256:")) {
      check(name, top.get());
    }
    SequencedSet<String> parts = new LinkedHashSet<>();
    for (JsonNode child : JSON.readTree(top.get()).path("manifests")) {
      String part = child.path("digest").asString("");
      required(source.manifest(part), part);
      parts.add(part);
    }
    var subjects = new LinkedHashSet<String>(List.of(digest));
    subjects.addAll(parts);
    for (String subject : subjects) {
      cosign(subject);
      for (String referrer : source.referrers(subject)) {
        documents(subject, referrer);
      }
    }
    return Optional.of(new Evidence(digest, List.copyOf(parts), signatures, envelopes, documents));
  }

  private void cosign(String subject) throws IOException, UserErrorException {
    for (String suffix : List.of(".sig", ".att")) {
      Optional<byte[]> manifest = source.manifest(Referrers.tag(subject) + suffix);
      if (manifest.isEmpty()) {
        continue;
      }
      for (JsonNode layer : JSON.readTree(manifest.get()).path("layers")) {
        byte[] bytes = blob(layer);
        switch (layer.path("mediaType").asString("")) {
          case Referrers.SIMPLE_SIGNING -> signature(subject, layer, bytes);
          case Referrers.ENVELOPE -> envelopes.add(bytes);
          default -> {}
        }
      }
    }
  }

  private void signature(String subject, JsonNode layer, byte[] payload) {
    String text = layer.path("annotations").path(Referrers.SIGNATURE_ANNOTATION).asString("");
    String names =
        JSON.readTree(payload)
            .path("critical")
            .path("image")
            .path("docker-manifest-digest")
            .asString("");
    signatures.add(new Signed(subject, names, payload, Base64.getMimeDecoder().decode(text)));
  }

  private void documents(String subject, String referrer) throws IOException, UserErrorException {
    JsonNode manifest = JSON.readTree(required(source.manifest(referrer), referrer));
    for (JsonNode layer : manifest.path("layers")) {
      String type = layer.path("mediaType").asString("");
      if (!type.equals(Referrers.SIMPLE_SIGNING) && !type.equals(Referrers.ENVELOPE)) {
        String name = layer.path("annotations").path("org.opencontainers.image.title").asString("");
        documents.add(new Document(subject, name, type, blob(layer)));
      }
    }
  }

  private byte[] blob(JsonNode descriptor) throws IOException, UserErrorException {
    String digest = descriptor.path("digest").asString("");
    return required(source.blob(digest), digest);
  }

  private static byte[] required(Optional<byte[]> bytes, String digest) throws UserErrorException {
    if (bytes.isEmpty()) {
      throw damaged("it lacks " + digest);
    }
    check(digest, bytes.get());
    return bytes.get();
  }

  private static void check(String digest, byte[] bytes) throws UserErrorException {
    if (!HashingStream.digest(bytes).equals(digest)) {
      throw damaged(digest + " has other content");
    }
  }

  static UserErrorException damaged(String why) {
    return new UserErrorException(
        Diagnostic.error(BackendCode.NOT_VERIFIED, "The image is damaged: " + why + ".")
            .hint("Compile or pull it anew."));
  }
}
