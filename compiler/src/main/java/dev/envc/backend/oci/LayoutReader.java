package dev.envc.backend.oci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a layout that this backend wrote, for sending it on: manifests from the leaves up, and the
/// blobs they name.
final class LayoutReader {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path directory;
  private final Map<String, Descriptor> blobs = new LinkedHashMap<>();
  private final List<Descriptor> manifests = new ArrayList<>();

  private LayoutReader(Path directory) {
    this.directory = directory;
  }

  static LayoutReader of(Path directory) throws IOException {
    var reader = new LayoutReader(directory);
    JsonNode index = JSON.readTree(Files.readAllBytes(directory.resolve("index.json")));
    for (JsonNode entry : index.path("manifests")) {
      reader.visit(descriptor(entry));
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

  /// Configurations and layers, each once.
  List<Descriptor> blobs() {
    return List.copyOf(blobs.values());
  }

  /// Manifests, and indexes after what they list; the last one is the top.
  List<Descriptor> manifests() {
    return List.copyOf(manifests);
  }

  Path file(Descriptor descriptor) {
    return directory.resolve("blobs").resolve("sha256").resolve(descriptor.hex());
  }

  private void visit(Descriptor manifest) throws IOException {
    JsonNode json = JSON.readTree(Files.readAllBytes(file(manifest)));
    for (JsonNode child : json.path("manifests")) {
      visit(descriptor(child));
    }
    if (json.has("config")) {
      Descriptor config = descriptor(json.path("config"));
      blobs.put(config.digest(), config);
    }
    for (JsonNode layer : json.path("layers")) {
      Descriptor d = descriptor(layer);
      blobs.put(d.digest(), d);
    }
    manifests.add(manifest);
  }

  private static Descriptor descriptor(JsonNode json) {
    return new Descriptor(
        json.path("mediaType").asString(),
        json.path("digest").asString(),
        json.path("size").asLong());
  }
}
