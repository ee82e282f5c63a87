package dev.envc.backend.oci;

import static dev.envc.json.Json.object;

import com.google.cloud.tools.jib.api.ImageReference;
import dev.envc.backend.Attachment;
import dev.envc.backend.Attestor;
import dev.envc.json.Json;
import dev.envc.rootfs.BytesContent;
import dev.envc.store.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Documents and signatures in a layout. A document is an artifact manifest whose `subject` is the
/// image (OCI image-spec, manifest.md, "Guidelines for Artifact Usage"). Signatures and signed
/// statements have the form and the names that cosign gives them
/// (https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md), with a `subject` too.
final class Referrers {
  static final String SIMPLE_SIGNING = "application/vnd.dev.cosign.simplesigning.v1+json";
  static final String ENVELOPE = "application/vnd.dsse.envelope.v1+json";
  static final String SIGNATURE_ANNOTATION = "dev.cosignproject.cosign/signature";

  private static final String EMPTY = "application/vnd.oci.empty.v1+json";
  private static final String SIGNATURE_ARTIFACT =
      "application/vnd.dev.cosign.artifact.sig.v1+json";
  private static final byte[] EMPTY_BYTES = {'{', '}'};

  private final ImageLayout layout;
  private final Attestor attestor;

  Referrers(ImageLayout layout, Attestor attestor) {
    this.layout = layout;
    this.attestor = attestor;
  }

  /// Attaches a document to an image.
  void attach(Descriptor subject, Attachment document) throws IOException {
    if (document.mediaType().equals(ENVELOPE)) {
      envelope(subject, document);
      return;
    }
    Descriptor blob = layout.add(document.mediaType(), document.content());
    SequencedMap<String, Object> layer = blob.json();
    layer.put("annotations", Map.of("org.opencontainers.image.title", document.fileName()));
    Map<String, Object> config = layout.add(EMPTY, EMPTY_BYTES).json();
    Descriptor manifest = manifest(document.mediaType(), config, List.of(layer), subject, Map.of());
    offer(manifest, document.mediaType(), Optional.empty());
  }

  /// Signs an image, when there is a key: once for each repository that it will be pushed to.
  void sign(Descriptor subject) throws IOException {
    var layers = new ArrayList<Map<String, Object>>();
    for (String repository : repositories()) {
      byte[] payload = payload(subject.digest(), repository);
      Optional<byte[]> signature = attestor.signature(payload);
      if (signature.isPresent()) {
        String text = Base64.getEncoder().encodeToString(signature.get());
        layers.add(
            layer(SIMPLE_SIGNING, BytesContent.of(payload), Map.of(SIGNATURE_ANNOTATION, text)));
      }
    }
    if (!layers.isEmpty()) {
      cosign(subject, layers, ".sig");
    }
  }

  /// The names that verifiers with a policy compare with where they have an image from
  /// (containers-policy.json(5), "matchRepository"); one that is empty where nobody said.
  private List<String> repositories() {
    var names = new ArrayList<String>();
    for (ImageReference r : RegistryPush.parse(attestor.destinations(), new ArrayList<>())) {
      // What jib calls Docker's registry is index.docker.io in names.
      String registry =
          r.getRegistry().replaceFirst("^registry-1\\.docker\\.io$", "index.docker.io");
      names.add(registry + "/" + r.getRepository());
    }
    return names.isEmpty() ? List.of("") : names.stream().distinct().toList();
  }

  /// What cosign signs of an image (its "simple signing" payload).
  static byte[] payload(String digest, String repository) {
    return Json.bytes(
        object(
            "critical",
            object(
                "identity",
                object("docker-reference", repository),
                "image",
                object("docker-manifest-digest", digest),
                "type",
                "cosign container image signature"),
            "optional",
            object("creator", "envc")));
  }

  private void envelope(Descriptor subject, Attachment envelope) throws IOException {
    var annotations = new LinkedHashMap<String, Object>();
    annotations.put(SIGNATURE_ANNOTATION, "");
    annotations.put("predicateType", "https://slsa.dev/provenance/v1");
    cosign(subject, List.of(layer(ENVELOPE, envelope.content(), annotations)), ".att");
  }

  private Map<String, Object> layer(String type, Content content, Map<String, Object> annotations)
      throws IOException {
    SequencedMap<String, Object> layer = layout.add(type, content).json();
    layer.put("annotations", annotations);
    return layer;
  }

  /// An "image" whose layers are what was signed, named after its subject.
  private void cosign(Descriptor subject, List<Map<String, Object>> layers, String suffix)
      throws IOException {
    List<Object> digests = layers.stream().map(l -> l.getOrDefault("digest", "")).toList();
    byte[] config =
        Json.bytes(
            object(
                "architecture",
                "",
                "os",
                "",
                "config",
                object(),
                "rootfs",
                object("type", "layers", "diff_ids", digests)));
    Descriptor manifest =
        manifest(
            SIGNATURE_ARTIFACT,
            layout.add(Descriptor.CONFIG, config).json(),
            layers,
            subject,
            Map.of());
    offer(manifest, SIGNATURE_ARTIFACT, Optional.of(tag(subject.digest()) + suffix));
  }

  /// `sha256-…`: a digest as the name of a tag.
  static String tag(String digest) {
    return digest.replace(':', '-');
  }

  private Descriptor manifest(
      String artifactType,
      Map<String, Object> config,
      List<Map<String, Object>> layers,
      Descriptor subject,
      Map<String, Object> annotations)
      throws IOException {
    SequencedMap<String, Object> json =
        object(
            "schemaVersion",
            2,
            "mediaType",
            Descriptor.MANIFEST,
            "artifactType",
            artifactType,
            "config",
            config,
            "layers",
            layers,
            "subject",
            subject.json());
    if (!annotations.isEmpty()) {
      json.put("annotations", annotations);
    }
    return layout.add(Descriptor.MANIFEST, Json.bytes(json));
  }

  private void offer(Descriptor manifest, String artifactType, Optional<String> tag) {
    SequencedMap<String, Object> entry = manifest.json();
    entry.put("artifactType", artifactType);
    if (tag.isPresent()) {
      layout.offer(entry, tag.get());
    } else {
      layout.offer(entry);
    }
  }
}
