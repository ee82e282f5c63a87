package dev.envc.backend.oci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a layout that this backend wrote, for sending it on or looking into it: the image, and
/// what is said of it.
final class LayoutReader {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String REF_NAME = "org.opencontainers.image.ref.name";

  private final Path directory;
  private final Bundle image = new Bundle(Optional.empty());
  private final List<Bundle> about = new ArrayList<>();

  /// A manifest or index with everything below it: configurations and layers, each once, and
  /// manifests from the leaves up, so that the last one is the top. `tag` is the name it has apart
  /// from its digest.
  record Bundle(Optional<String> tag, Map<String, Descriptor> blobs, List<Descriptor> manifests) {
    Bundle(Optional<String> tag) {
      this(tag, new LinkedHashMap<>(), new ArrayList<>());
    }

    Descriptor top() {
      return manifests.getLast();
    }
  }

  private LayoutReader(Path directory) {
    this.directory = directory;
  }

  static LayoutReader of(Path directory) throws IOException {
    var reader = new LayoutReader(directory);
    JsonNode index = JSON.readTree(Files.readAllBytes(directory.resolve("index.json")));
    for (JsonNode entry : index.path("manifests")) {
      Descriptor descriptor = descriptor(entry);
      if (!entry.has("artifactType")) {
        // Each tag of the image is an entry.
        if (reader.image.manifests().isEmpty()) {
          reader.visit(descriptor, reader.image);
        }
      } else {
        String name = entry.path("annotations").path(REF_NAME).asString("");
        var bundle = new Bundle(name.isEmpty() ? Optional.empty() : Optional.of(name));
        reader.visit(descriptor, bundle);
        reader.about.add(bundle);
      }
    }
    if (reader.image.manifests().isEmpty()) {
      throw new IOException("there is no image in " + directory);
    }
    return reader;
  }

  /// Unpacks a layout archive into an empty directory. Only the names of a layout are taken.
  static void unpack(Path archive, Path directory) throws IOException {
    Files.createDirectories(directory.resolve("blobs").resolve("sha256"));
    try (var tar = new TarArchiveInputStream(Files.newInputStream(archive))) {
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        if (e.isFile()
            && e.getName().matches("index\\.json|oci-layout|blobs/sha256/[0-9a-f]{64}")) {
          Files.copy(tar, directory.resolve(e.getName()));
        }
      }
    }
  }

  Bundle image() {
    return image;
  }

  /// Documents and signatures.
  List<Bundle> about() {
    return List.copyOf(about);
  }

  /// The blobs of the image and of what is said of it, each once.
  List<Descriptor> blobs() {
    var all = new LinkedHashMap<>(image.blobs());
    about.forEach(a -> all.putAll(a.blobs()));
    return List.copyOf(all.values());
  }

  JsonNode json(Descriptor manifest) throws IOException {
    return JSON.readTree(Files.readAllBytes(file(manifest)));
  }

  Path file(Descriptor descriptor) {
    return directory.resolve("blobs").resolve("sha256").resolve(descriptor.hex());
  }

  private void visit(Descriptor manifest, Bundle bundle) throws IOException {
    JsonNode json = json(manifest);
    for (JsonNode child : json.path("manifests")) {
      visit(descriptor(child), bundle);
    }
    if (json.has("config")) {
      Descriptor config = descriptor(json.path("config"));
      bundle.blobs().put(config.digest(), config);
    }
    for (JsonNode layer : json.path("layers")) {
      Descriptor d = descriptor(layer);
      bundle.blobs().put(d.digest(), d);
    }
    bundle.manifests().add(manifest);
  }

  static Descriptor descriptor(JsonNode json) {
    return new Descriptor(
        json.path("mediaType").asString(),
        json.path("digest").asString(),
        json.path("size").asLong());
  }
}
